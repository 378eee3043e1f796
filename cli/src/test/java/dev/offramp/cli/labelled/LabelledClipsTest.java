package dev.offramp.cli.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.belt.Belt;
import dev.offramp.cli.belt.BeltFilm;
import dev.offramp.cli.belt.Garment;
import dev.offramp.cli.ingest.PictureSettings;
import dev.offramp.cli.local.ProjectHome;
import dev.offramp.cli.local.TestPictures;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.clips.ClipsSettings;
import dev.offramp.sample.PictureEncoding;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ProjectHome.class)
class LabelledClipsTest {

    private static final Path BUNDLE = Path.of("../model-artifacts/bundles/fashion-mnist-belt");
    private static final PictureSettings ALL = new PictureSettings(PictureSettings.ALL, Garment.SIDE, 95);
    private static final int FRAMES = 8;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    @Test
    void a_video_and_a_folder_of_pictures_become_the_clips_that_the_job_would_make() throws Exception {
        Files.createDirectories(folder.resolve("Coat/by-hand"));
        Files.createDirectories(folder.resolve("ankle-boot"));
        BeltFilm.write(folder.resolve("ankle-boot/film.mp4"), Belt.OF_THE_DATA_SET, Garment.first(2), 1);
        List<Picture> pictures = TestPictures.encode(10);
        for (int n = 0; n < pictures.size(); n++) {
            Files.write(
                    folder.resolve("Coat/by-hand/0" + n + ".png"),
                    pictures.get(n).bytes());
        }

        LabelledClips clips = open(1, FRAMES);

        assertThat(ids(clips))
                .containsExactly("Coat/by-hand#0", "Coat/by-hand#8", "ankle-boot/film.mp4#0", "ankle-boot/film.mp4#8");
        assertThat(IntStream.range(0, clips.count()).map(n -> clips.sample(n).label()))
                .containsExactly(4, 4, 9, 9);
        assertThat(IntStream.range(0, clips.count())
                        .map(n -> clips.sample(n).pictures().size()))
                .containsExactly(8, 2, 8, 8);
        assertThat(clips.sample(1).pictures().get(1).bytes())
                .isEqualTo(pictures.get(9).bytes());
        assertThat(clips.sample(2).pictures())
                .allSatisfy(frame -> assertThat(frame.encoding()).isEqualTo(PictureEncoding.JPEG));
        assertThat(ids(open(2, 4))).startsWith("Coat/by-hand#0", "ankle-boot/film.mp4#0");
    }

    @Test
    void a_video_outside_of_a_class_and_one_that_is_none_are_named() throws Exception {
        Files.write(folder.resolve("film.mp4"), new byte[1_000]);
        assertThatThrownBy(() -> open(1, FRAMES))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("film.mp4 in " + folder
                        + " has no label: it must lie in a folder that is named like its class");

        Files.createDirectory(folder.resolve("Bag"));
        Files.move(folder.resolve("film.mp4"), folder.resolve("Bag/film.mp4"));
        assertThatThrownBy(() -> open(1, FRAMES))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(folder.resolve("Bag/film.mp4") + ": ");
    }

    private LabelledClips open(int stride, int hop) throws Exception {
        var gathering = new ClipsSettings(FRAMES, stride, hop, Duration.ofSeconds(1));
        Screen silent = Screen.on(new PrintWriter(new StringWriter()));
        return LabelledClips.open(folder, Bundle.open(BUNDLE), new LabelledClips.Reading(gathering, ALL), silent);
    }

    private static List<String> ids(LabelledClips clips) {
        return IntStream.range(0, clips.count()).mapToObj(clips::id).toList();
    }
}
