package dev.offramp.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Calibration;
import dev.offramp.bundle.TrustSettings;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.publish.FrameAddress;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.sample.AnswerKind;
import dev.offramp.schema.CalibrationRow;
import dev.offramp.schema.Classification;
import dev.offramp.schema.ExitScore;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class BundleWarningsTest {

    private static final Path BUNDLES = Path.of("../model-artifacts/bundles");

    @Test
    void coloured_photographs_are_not_for_a_network_of_grey_pictures() throws IOException {
        List<PictureLook> coloured = looks(Color.ORANGE);
        List<PictureLook> grey = looks(Color.GRAY);

        assertThat(new BundleWarnings(true, Optional.empty()).lines(coloured, List.of()))
                .singleElement()
                .asString()
                .contains("trained on grey pictures, and 5 of 5 that were looked at are coloured");
        assertThat(new BundleWarnings(true, Optional.empty()).lines(grey, List.of()))
                .isEmpty();
        assertThat(new BundleWarnings(false, Optional.empty()).lines(coloured, List.of()))
                .isEmpty();
        assertThat(new BundleWarnings(true, Optional.empty()).lines(List.of(), List.of()))
                .isEmpty();
    }

    @Test
    void the_recipe_of_a_bundle_says_whether_it_knows_grey_pictures_alone() {
        assertThat(new BundleFolder(BUNDLES.resolve("fashion-mnist-branchy"), TrustSettings.ANY).isTrainedOnGrey())
                .isTrue();
        assertThat(new BundleFolder(BUNDLES.resolve("imagenette-mobilenetv2"), TrustSettings.ANY).isTrainedOnGrey())
                .isFalse();
    }

    @Test
    void many_pictures_that_go_deep_are_a_warning_and_few_are_none() {
        var warnings = new BundleWarnings(false, Optional.of(new UsualDepth(1.2, 0.5)));

        assertThat(warnings.lines(List.of(), answers(10, 2)))
                .singleElement()
                .asString()
                .contains("they leave at exit 2.0 on average, those at 1.2");
        assertThat(warnings.lines(List.of(), answers(9, 2))).isEmpty();
        assertThat(warnings.lines(List.of(), answers(5000, 1))).isEmpty();
        assertThat(new BundleWarnings(false, Optional.of(new UsualDepth(1.9, 0.1))).lines(List.of(), answers(5000, 2)))
                .as("too small a difference to speak of, however certain")
                .isEmpty();
        assertThat(new BundleWarnings(false, Optional.of(new UsualDepth(1.2, 2))).lines(List.of(), answers(10, 2)))
                .as("no more than chance")
                .isEmpty();
    }

    @Test
    void a_sample_counts_with_the_exit_by_which_it_leaves() {
        var table = new Calibration(AnswerKind.CLASS, Temperatures.NONE, List.of(row(0.9f, 0.1f), row(0.5f, 0.7f)));
        var criterion = Criterion.of(ConfidenceMeasure.MAX_SOFTMAX, Thresholds.of(0.8f));

        assertThat(UsualDepth.of(table, criterion)).isEqualTo(new UsualDepth(1.5, 0.5));
    }

    @Test
    void a_shipped_bundle_lets_its_own_kind_out_early() throws Exception {
        var usual = UsualDepth.of(Bundle.open(BUNDLES.resolve("fashion-mnist-branchy")));

        assertThat(usual).hasValueSatisfying(known -> assertThat(known.mean()).isBetween(1.1, 1.3));
    }

    @Test
    void an_accuracy_needs_enough_pictures_and_has_an_interval() {
        assertThat(new AccuracyLine(3, 4))
                .hasToString("Right, where the folder names the class: 3 of 4; too few for an accuracy.");
        assertThat(new AccuracyLine(18, 20))
                .hasToString(
                        "Right, where the folder names the class: 18 of 20, 90.0 % (95 % interval 69.9 % to 97.2 %).");
    }

    private static List<Classification> answers(int count, int exit) {
        return IntStream.range(0, count)
                .mapToObj(n -> TestingAnswers.answer(new FrameAddress("cam", n), exit, n))
                .toList();
    }

    private static CalibrationRow row(float first, float last) {
        return new CalibrationRow(
                "sample",
                0,
                List.of(
                        new ExitScore(0, first, first, first, null, null, null, null),
                        new ExitScore(0, last, last, last, null, null, null, null)),
                null,
                null);
    }

    private static List<PictureLook> looks(Color colour) throws IOException {
        var picture = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setColor(colour);
        pen.fillRect(0, 0, 300, 60);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", out);
        return Collections.nCopies(5, PictureLook.of(out.toByteArray()).orElseThrow());
    }
}
