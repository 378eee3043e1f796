package dev.offramp.cli.ingest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The pictures of a film, counted on each of its ways.
 *
 * @param counted by FFmpeg's own program
 */
record FilmCount(String stream, int counted, FirstPlay read, FirstPlay pushed, FirstPlay played) {

    static FilmCount of(
            Film film, Map<String, FirstPlay> read, Map<String, FirstPlay> pushed, Map<String, FirstPlay> played)
            throws IOException {
        String stream = film.stream();
        return new FilmCount(stream, film.counted(), read.get(stream), pushed.get(stream), played.get(stream));
    }

    boolean allRead() {
        List<Long> all = LongStream.range(0, counted).boxed().toList();
        return read.numbers().equals(all) && read.lost() == 0;
    }

    /** The same pictures as the file's, in the same order, under the same numbers. */
    boolean allPushed() {
        return allRead() && pushed.equals(read);
    }

    /** Likewise. */
    boolean allPlayed() {
        return allRead() && played.equals(read);
    }

    boolean isWhole() {
        return allPushed() && allPlayed();
    }

    /** Of a table: how many pictures, and whether they are the same. */
    String line() {
        return String.join(
                ",",
                stream,
                Integer.toString(counted),
                Integer.toString(read.numbers().size()),
                Integer.toString(pushed.numbers().size()),
                Integer.toString(played.numbers().size()),
                Boolean.toString(pushed.equals(read)),
                Boolean.toString(played.equals(read)));
    }
}
