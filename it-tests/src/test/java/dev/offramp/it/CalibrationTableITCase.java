package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.TrustSettings;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.labelled.BundleRun;
import dev.offramp.cli.labelled.LabelledPictures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.policy.Temperatures;
import dev.offramp.schema.CalibrationRow;
import dev.offramp.schema.ExitScore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A calibration table that is made with the serving runtime is the one that shipped with the bundle. */
class CalibrationTableITCase {

    private static final Path TRAINING = Path.of("/usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz");

    @Test
    void the_table_made_here_is_the_one_made_where_the_network_was_trained() throws Exception {
        assumeThat(TRAINING).as("Debian's dataset-fashion-mnist").exists();
        Bundle bundle = Bundle.open(TestBundle.FOLDER);
        List<CalibrationRow> shipped = bundle.calibration().orElseThrow().rows().subList(0, 400);
        List<String> ids = new BundleFolder(TestBundle.FOLDER, TrustSettings.ANY)
                .provenance()
                .heldOut()
                .subList(0, 400);

        List<CalibrationRow> ours;
        try (LabelledPictures all = LabelledPictures.open(Optional.of(TRAINING), bundle)) {
            ours = rows(bundle, Temperatures.NONE, all.only(ids));
        }

        assertThat(ours).hasSameSizeAs(shipped);
        for (int i = 0; i < ours.size(); i++) {
            assertThat(ours.get(i).getSample()).isEqualTo(shipped.get(i).getSample());
            assertThat(ours.get(i).getLabel()).isEqualTo(shipped.get(i).getLabel());
            for (int k = 0; k < bundle.stages().size(); k++) {
                assertSame(
                        ours.get(i).getExits().get(k), shipped.get(i).getExits().get(k));
            }
        }
    }

    private static void assertSame(ExitScore ours, ExitScore shipped) {
        assertThat(ours.getPredicted()).isEqualTo(shipped.getPredicted());
        assertThat(ours.getMaxSoftmax()).isCloseTo(shipped.getMaxSoftmax(), within(1e-4f));
        assertThat(ours.getEntropy()).isCloseTo(shipped.getEntropy(), within(1e-4f));
        assertThat(ours.getMargin()).isCloseTo(shipped.getMargin(), within(1e-4f));
    }

    private static List<CalibrationRow> rows(Bundle bundle, Temperatures temperatures, LabelledPictures pictures) {
        List<CalibrationRow> rows = new ArrayList<>();
        Screen silent = Screen.on(new PrintWriter(new StringWriter()));
        new BundleRun(bundle, 1).over(pictures, silent, answer -> rows.add(answer.row(temperatures)));
        return rows;
    }
}
