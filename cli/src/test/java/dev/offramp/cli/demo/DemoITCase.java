package dev.offramp.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.belt.Belt;
import dev.offramp.cli.belt.BeltFilm;
import dev.offramp.cli.belt.Garment;
import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.local.ProjectHome;
import dev.offramp.cli.policy.DefaultPolicy;
import dev.offramp.cli.publish.FolderLabels;
import dev.offramp.cli.publish.FrameFiles;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Wish;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@ExtendWith(ProjectHome.class)
class DemoITCase {

    private static final String BRANCHY = "../model-artifacts/bundles/fashion-mnist-branchy";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void the_same_pictures_go_through_open_and_closed_exits_and_each_is_answered_once() {
        assertThat(demo("--limit", "700", "--parallelism", "2"))
                .as("%s%s", out, err)
                .isZero();
        assertThat(out.toString())
                .contains("early exits: every one of 700 pictures was answered exactly once.")
                .contains("all closed: every one of 700 pictures was answered exactly once.")
                .containsPattern("left at exit .*0/0/0/100 %\n");
    }

    @Test
    void the_same_is_played_to_a_job_that_runs_already_and_its_policy_is_then_as_it_was() {
        try (var system = LocalSystem.start(Path.of(BRANCHY), 1, List.of())) {
            var policy = new DefaultPolicy(
                    system.plan().settings().kafka(), system.plan().settings().bundle());
            policy.setDeadline(60_000);

            assertThat(demo("--bootstrap", system.bootstrapServers(), "--bundle", BRANCHY, "--limit", "300"))
                    .as("%s%s", out, err)
                    .isZero();
            assertThat(out.toString())
                    .contains("early exits: every one of 300 pictures was answered exactly once.")
                    .contains("all closed: every one of 300 pictures was answered exactly once.")
                    .containsPattern("left at exit .*0/0/0/100 %\n");
            assertThat(policy.inForce()).hasValueSatisfying(now -> {
                assertThat(now.terms())
                        .isEqualTo(new PolicyTerms(
                                Wish.OPEN, 60_000, PolicyTerms.OPEN, PolicyTerms.OPEN, PolicyTerms.OPEN_SHARE));
                assertThat(now.version()).isEqualTo(3);
            });

            String msdnet = BRANCHY.replace("branchy", "msdnet");
            assertThat(demo("--bootstrap", system.bootstrapServers(), "--bundle", msdnet))
                    .isEqualTo(1);
            assertThat(err.toString())
                    .contains("the job answers by bundle fashion-mnist-branchy 1.0.0")
                    .contains("and this is fashion-mnist-msdnet 1.0.0: name the folder of its bundle with --bundle");
        }
    }

    @Test
    void without_a_job_there_is_nothing_to_play_to() {
        try (var broker = EmbeddedBroker.start()) {
            assertThat(demo("--bootstrap", broker.bootstrapServers(), "--limit", "1"))
                    .isEqualTo(1);
        }
        assertThat(err.toString())
                .contains("has no topic offramp-classifications, ")
                .contains("does a job run there?");
        assertThat(demo("--bootstrap", "localhost:1", "--keep")).isEqualTo(2);
        assertThat(err.toString()).contains("--keep and --parallelism are for one of the demo's own");
    }

    @Test
    void own_pictures_are_classified_and_odd_ones_refused_with_a_reason() throws IOException {
        Path archive = folder.resolve("pictures.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            entry(zip, "Sneaker/one.png", testPicture(9));
            entry(zip, "empty.png", new byte[0]);
            entry(zip, "notes.txt", "hello".getBytes(StandardCharsets.UTF_8));
        }

        Path saved = folder.resolve("answers.csv");
        assertThat(demo("--images", archive.toString(), "--save", saved.toString(), "--parallelism", "1"))
                .as("%s%s", out, err)
                .isZero();
        assertThat(out.toString())
                .containsPattern("Sneaker/one.png +Sneaker +[0-9.]+ %  exit [1-4]\n")
                .containsPattern("empty.png +- EMPTY_FRAME: ")
                .contains("2 pictures: 1 classified, 1 refused.")
                .contains("Right, where the folder names the class: 1 of 1; too few for an accuracy.")
                .contains("knows these 10 classes alone", "T-shirt/top, Trouser, Pullover")
                .doesNotContain("Warning")
                .contains("notes.txt");
        assertThat(Files.readAllLines(saved))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("Sneaker/one.png,answered,Sneaker,7,"))
                .anyMatch(line -> line.startsWith("empty.png,refused,") && line.contains("EMPTY_FRAME: "));
    }

    @Test
    void pictures_that_are_not_of_the_networks_kind_are_warned_of() throws IOException {
        for (int n = 0; n < 3; n++) {
            var photograph = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
            var pen = photograph.createGraphics();
            pen.setPaint(new GradientPaint(0, 0, Color.ORANGE, 400, 300, Color.BLUE));
            pen.fillRect(0, 0, 400, 300);
            pen.dispose();
            ImageIO.write(photograph, "jpg", folder.resolve(n + ".jpg").toFile());
        }

        assertThat(demo("--images", folder.toString(), "--parallelism", "1"))
                .as("%s%s", out, err)
                .isZero();
        assertThat(out.toString())
                .contains(
                        "Warning: the network was trained on grey pictures, and 3 of 3 that were looked at are coloured");
    }

    @Test
    void what_is_saved_needs_pictures_and_a_name_that_says_how() {
        assertThat(demo("--save", "answers.csv")).isEqualTo(2);
        assertThat(demo("--images", folder.toString(), "--save", "answers.xlsx"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "--save goes with --images",
                        "--save takes a file that ends in .csv or .json, was answers.xlsx");
    }

    @Test
    void a_folder_without_pictures_ends_at_once() {
        assertThat(demo("--images", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("no picture in " + folder);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void films_of_belts_go_by_ingest_and_every_clip_is_answered_once_and_in_order() {
        assertThat(demo("--video", "--limit", "60", "--parallelism", "2"))
                .as("%s%s", out, err)
                .isZero();
        String answered =
                ": every one of 60 clips was answered exactly once, in the order of its stream, without a gap.";
        assertThat(out.toString())
                .contains("live" + answered, "early exits" + answered, "every frame" + answered)
                .containsPattern("frames looked at .* 8\\.0 ")
                .containsPattern("left at exit .*0/0/0/100 %\n");
    }

    @Test
    void an_own_film_is_told_from_when_to_when() {
        BeltFilm.write(folder.resolve("own.mp4"), Belt.OF_THE_DATA_SET, Garment.first(10), 1);

        assertThat(demo("--video", folder.resolve("own.mp4").toString(), "--bundle", BRANCHY, "--parallelism", "1"))
                .as("%s%s", out, err)
                .isZero();
        assertThat(out.toString())
                .containsPattern(" 0:0[0-9.]+ to +0:0[0-9.]+ .* on average")
                .contains("16 frames of own.mp4: 16 of 16 frames answered, 0 refused, 0 frames missing.");
    }

    @Test
    void what_is_no_film_ends_at_once() {
        assertThat(demo("--video", folder.resolve("none.mp4").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("there is no file " + folder.resolve("none.mp4"));
        assertThat(demo("--video", "--bundle", BRANCHY)).isEqualTo(1);
        assertThat(err.toString()).contains("fashion-mnist-branchy takes pictures");
        assertThat(demo("--video", "--images", folder.toString())).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    private int demo(String... arguments) {
        return new CommandLine(new DemoCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private static byte[] testPicture(int index) throws IOException {
        var idx = Path.of("../model-artifacts/data/fashion-mnist/t10k-images-idx3-ubyte.gz");
        try (var files = FrameFiles.open(idx, Optional.empty(), FolderLabels.none())) {
            return files.picture(index).bytes();
        }
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(bytes);
        zip.closeEntry();
    }
}
