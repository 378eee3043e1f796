package dev.offramp.cli.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.offramp.cli.broker.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Films over RTSP on loopback: what arrives is what their files hold, picture by picture. {@code -Dclips.folder=DIR} does it with every MP4 in
 * a folder, and writes {@code target/rtsp-clips.csv}.
 */
@Timeout(120)
class RtspFilmsITCase {

    private static final int AT_ONCE = 8;
    private static final int LONG_ENOUGH_SECONDS = 3_600;

    @AutoClose
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @Test
    void every_picture_of_films_that_a_server_plays_arrives_once() throws Exception {
        RtspServer.assumeInstalled();
        List<Film> films = madeUp();
        var ingest = new FilmIngest(BROKER, folder);

        try (var server = RtspServer.start(folder)) {
            assertThat(ingest.played(films, server, folder)).isEqualTo(allThatTheyHold(ingest, films));
        }
    }

    @Test
    void every_picture_of_films_that_are_pushed_arrives_once() throws Exception {
        assumeProgram("ffmpeg");
        List<Film> films = madeUp();
        var ingest = new FilmIngest(BROKER, folder);

        assertThat(ingest.pushed(films)).isEqualTo(allThatTheyHold(ingest, films));
    }

    @Test
    @EnabledIfSystemProperty(named = "clips.folder", matches = ".+")
    @Timeout(LONG_ENOUGH_SECONDS)
    void every_picture_of_the_clips_of_a_folder_arrives_once_whichever_way() throws Exception {
        RtspServer.assumeInstalled();
        Path clips = Path.of(System.getProperty("clips.folder"));
        var ingest = new FilmIngest(BROKER, folder);
        List<FilmCount> counts = new ArrayList<>();

        try (var server = RtspServer.start(clips)) {
            List<Film> films = filmsOf(clips);
            for (int from = 0; from < films.size(); from += AT_ONCE) {
                List<Film> some = films.subList(from, Math.min(films.size(), from + AT_ONCE));
                Map<String, FirstPlay> read = ingest.read(some);
                Map<String, FirstPlay> pushed = ingest.pushed(some);
                Map<String, FirstPlay> played = ingest.played(some, server, clips);
                for (Film film : some) {
                    counts.add(FilmCount.of(film, read, pushed, played));
                }
            }
        }

        Files.write(
                Path.of("target/rtsp-clips.csv"),
                counts.stream().map(FilmCount::line).toList());
        System.out.printf(
                "%d clips, %d pictures; all of them read from the file: %d, pushed: %d, played: %d%n",
                counts.size(),
                counts.stream().mapToInt(FilmCount::counted).sum(),
                counts.stream().filter(FilmCount::allRead).count(),
                counts.stream().filter(FilmCount::allPushed).count(),
                counts.stream().filter(FilmCount::allPlayed).count());
        assertThat(counts).isNotEmpty().allMatch(FilmCount::isWhole);
    }

    private List<Film> madeUp() throws Exception {
        return List.of(
                Film.of(TestingVideo.write(folder.resolve("short.mp4"), 7, 25)),
                Film.of(TestingVideo.write(folder.resolve("quick.mp4"), 120, 50)),
                Film.of(TestingVideo.write(folder.resolve("usual.mp4"), 60, 25)));
    }

    /** As their files are read, which is known to be all. */
    private static Map<String, FirstPlay> allThatTheyHold(FilmIngest ingest, List<Film> films) throws Exception {
        Map<String, FirstPlay> read = ingest.read(films);
        assertThat(read).hasSize(3);
        assertThat(read.get("short").numbers()).isEqualTo(upTo(7));
        assertThat(read.get("quick").numbers()).isEqualTo(upTo(120));
        assertThat(read.get("usual").numbers()).isEqualTo(upTo(60));
        assertThat(read.values()).extracting(FirstPlay::lost).containsOnly(0);
        return read;
    }

    private static List<Long> upTo(long end) {
        return LongStream.range(0, end).boxed().toList();
    }

    private static List<Film> filmsOf(Path folder) throws Exception {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".mp4"))
                    .sorted()
                    .map(Film::of)
                    .toList();
        }
    }

    private static void assumeProgram(String name) throws Exception {
        Process which = new ProcessBuilder("sh", "-c", "command -v " + name)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assumeThat(which.waitFor()).as(name).isZero();
    }
}
