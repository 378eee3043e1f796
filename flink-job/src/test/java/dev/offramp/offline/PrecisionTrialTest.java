package dev.offramp.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleFile;
import dev.offramp.bundle.Precision;
import dev.offramp.bundle.StageSpec;
import dev.offramp.bundle.Variant;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.TestSamples;
import dev.offramp.stage.TestingStages;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PrecisionTrialTest {

    private static final double TOLERANCE = 0.002;

    private final TestingStages stages = new TestingStages(UUID.randomUUID().toString());
    private final List<Precision> opened = new ArrayList<>();

    @Test
    void a_bundle_of_one_precision_needs_no_trial() throws Exception {
        PrecisionChoice choice = choose(TestSamples.bundle());

        assertThat(choice.precision()).isEqualTo(Precision.FLOAT32);
        assertThat(choice.reason()).contains("no variant of the bundle is known to stay within 0.20 points");
        assertThat(opened).isEmpty();
    }

    @Test
    void a_variant_that_loses_too_much_at_one_exit_does_not_take_part() throws Exception {
        choose(withVariant(List.of(0.01, -0.0021, 0.0)));

        assertThat(opened).isEmpty();
    }

    @Test
    void a_variant_whose_accuracy_nobody_measured_does_not_take_part() throws Exception {
        choose(withVariant(List.of()));

        assertThat(opened).isEmpty();
    }

    @Test
    void a_variant_that_loses_just_as_much_as_allowed_takes_part() throws Exception {
        PrecisionChoice choice = choose(withVariant(List.of(0.0, 0.938 - 0.94, 0.0))); // a little below -0.002

        assertThat(opened).contains(Precision.FLOAT32, Precision.BFLOAT16);
        assertThat(choice.reason()).contains("float32 ").contains("bfloat16 ");
        assertThat(stages.batchSizes(1)).containsOnly(4);
    }

    private PrecisionChoice choose(Bundle bundle) throws StageFailure {
        StageEngines watched = (stage, device) -> {
            opened.add(stage.precision());
            return stages.open(stage, device);
        };
        return new PrecisionTrial(bundle, watched, 4, TOLERANCE).choose();
    }

    private static Bundle withVariant(List<Double> accuracyChanges) {
        Bundle bundle = TestSamples.bundle();
        List<StageSpec> stages = bundle.stages().stream()
                .map(stage -> new StageSpec(
                        stage.number(),
                        Precision.BFLOAT16,
                        stage.file(),
                        stage.sha256(),
                        stage.inputs(),
                        stage.outputs(),
                        stage.multiplyAdds(),
                        stage.cumulativeMultiplyAdds(),
                        stage.headMultiplyAdds()))
                .toList();
        return new Bundle(
                bundle.id(),
                bundle.family(),
                bundle.classes(),
                bundle.height(),
                bundle.width(),
                bundle.stages(),
                bundle.policy(),
                BundleFile.NONE,
                List.of(new Variant(Precision.BFLOAT16, stages, accuracyChanges)));
    }
}
