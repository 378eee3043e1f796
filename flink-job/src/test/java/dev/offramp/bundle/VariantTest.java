package dev.offramp.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.sample.BundleId;
import dev.offramp.sample.DataType;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A bundle with its network in more than one precision. */
class VariantTest {

    private final TinyBundle tiny;

    VariantTest(@TempDir Path folder) {
        tiny = TinyBundle.in(folder).withVariant();
    }

    @Test
    void another_precision_is_another_network_under_an_id_that_says_so() throws Exception {
        Bundle bundle = tiny.open();
        Bundle half = bundle.in(Precision.BFLOAT16);

        assertThat(bundle.precisions()).containsExactly(Precision.FLOAT32, Precision.BFLOAT16);
        assertThat(half.id()).hasToString("tiny 1.2.3+bfloat16");
        assertThat(half.stages()).extracting(StageSpec::precision).containsOnly(Precision.BFLOAT16);
        assertThat(half.stages().get(1).file()).endsWith("stage-2-bfloat16.pt");
        assertThat(half.stages().get(1).sha256())
                .isNotEqualTo(bundle.stages().get(1).sha256());
    }

    @Test
    void costs_and_policy_are_the_same_in_every_precision() throws Exception {
        Bundle bundle = tiny.open();
        Bundle half = bundle.in(Precision.BFLOAT16);

        assertThat(half.cumulativeMultiplyAdds()).isEqualTo(bundle.cumulativeMultiplyAdds());
        assertThat(half.policy()).isEqualTo(bundle.policy());
        assertThat(half.calibrationFile()).isEqualTo(bundle.calibrationFile());
    }

    @Test
    void in_float32_a_bundle_is_itself_and_in_a_precision_that_it_lacks_it_is_refused() throws Exception {
        Bundle bundle = tiny.open();

        assertThat(bundle.in(Precision.FLOAT32)).isSameAs(bundle);
        assertThatThrownBy(() -> bundle.in(Precision.FLOAT16))
                .hasMessageContaining("no network in float16, only in [float32, bfloat16]");
    }

    @Test
    void a_version_that_has_build_metadata_keeps_it() {
        assertThat(new BundleId("tiny", "1.2.3+nightly").withBuildMetadata("float16"))
                .hasToString("tiny 1.2.3+nightly.float16");
    }

    @Test
    void the_worst_loss_is_that_of_the_exit_that_lost_most_on_held_out_samples() throws Exception {
        assertThat(tiny.open().variants().get(0).worstLoss().orElseThrow()).isEqualTo(0.01, within(1e-9));

        tiny.variantStage(3).putObject("accuracy").put("heldOut", 0.7);
        assertThat(tiny.open().variants().get(0).worstLoss().orElseThrow()).isEqualTo(0.1, within(1e-9));
    }

    @Test
    void a_variant_that_gains_everywhere_loses_nothing() {
        assertThat(new Variant(Precision.BFLOAT16, List.of(), List.of(0.1, 0.2)).worstLoss())
                .hasValue(0);
    }

    @Test
    void a_loss_that_was_measured_at_some_exits_only_is_not_known() throws Exception {
        tiny.variantStage(2).putObject("accuracy").put("test", 0.8);

        assertThat(tiny.open().variants().get(0).worstLoss()).isEmpty();
    }

    @Test
    void a_bundle_with_variants_travels_with_the_job_graph() throws Exception {
        Bundle bundle = tiny.open();

        assertThat(InstantiationUtil.<Bundle>clone(bundle)).isEqualTo(bundle);
    }

    @ParameterizedTest
    @CsvSource({
        "fashion-mnist-branchy, 0.0021",
        "fashion-mnist-branchy-decreasing, 0.0021",
        "imagenette-mobilenetv2, 0.0083" // 3 of its 366 held-out samples
    })
    void the_shipped_bundles_run_in_bfloat16_too_and_hand_on_activations_of_that_type(String name, double loss)
            throws Exception {
        Bundle half = Bundle.open(Path.of("../model-artifacts/bundles", name)).in(Precision.BFLOAT16);

        assertThat(half.stages()).hasSize(4);
        assertThat(half.stages().get(1).inputs())
                .singleElement()
                .extracting(TensorSpec::type)
                .isEqualTo(DataType.BFLOAT16);
        assertThat(half.variants().get(0).worstLoss().orElseThrow()).isLessThan(loss);
    }
}
