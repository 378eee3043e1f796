package dev.offramp.cli.demo;

import dev.offramp.cli.belt.BeltFilm;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Gap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** What came back of films that were played once, together: every clip of each, in order, and what the answers cost. */
final class ClipTally {

    private final long sinceEpoch;
    private final Map<String, StreamTally> streams = new LinkedHashMap<>();
    private final Map<String, Long> epochs = new HashMap<>();
    private final AnswerSums sums;
    private final int expected;
    private long gaps;

    /**
     * @param films      by stream
     * @param sinceEpoch no later than that of any of them, later than that of any film before
     */
    ClipTally(Map<String, BeltFilm> films, int exitCount, long sinceEpoch) {
        this.sinceEpoch = sinceEpoch;
        this.sums = new AnswerSums(exitCount);
        this.expected = films.values().stream().mapToInt(BeltFilm::garments).sum();
        new TreeMap<>(films).forEach((stream, film) -> streams.put(stream, new StreamTally(film, exitCount)));
    }

    /** Counts an answer, unless it is to films that were played before or behind. */
    void add(Classification answer) {
        StreamTally stream = streams.get(answer.getStream());
        if (stream != null && isOurs(answer.getStream(), answer.getEpoch())) {
            stream.add(answer).ifPresent(truth -> sums.add(answer, OptionalInt.of(truth)));
        }
    }

    /** Counts frames that have no answer, likewise. */
    void add(Gap gap) {
        if (streams.containsKey(gap.getStream()) && isOurs(gap.getStream(), gap.getEpoch())) {
            gaps += gap.getFrames();
        }
    }

    /** A film has the first epoch that is heard of in its stream. */
    private boolean isOurs(String stream, long epoch) {
        return epoch >= sinceEpoch && epochs.computeIfAbsent(stream, first -> epoch) == epoch;
    }

    /** Of all first answers to whole clips. */
    AnswerSums sums() {
        return sums;
    }

    /** By name, in its order. */
    Map<String, StreamTally> streams() {
        return streams;
    }

    /** Clips. */
    int expected() {
        return expected;
    }

    boolean isComplete() {
        return sums.answers() == expected;
    }

    /** What is not as it should be, a sentence each. */
    List<String> problems() {
        record Problem(long count, String what) {}
        return List.of(
                        new Problem(sum(StreamTally::missing), "clips have no answer"),
                        new Problem(sum(StreamTally::second), "answers are second ones"),
                        new Problem(sum(StreamTally::outOfOrder), "answers are out of order"),
                        new Problem(sum(StreamTally::foreign), "answers are to no clip of the film"),
                        new Problem(gaps, "frames are declared missing"))
                .stream()
                .filter(problem -> problem.count() > 0)
                .map(problem -> problem.count() + " " + problem.what())
                .toList();
    }

    private long sum(ToIntFunction<StreamTally> count) {
        return streams.values().stream().mapToInt(count).sum();
    }
}
