package dev.offramp.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Thresholds;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {

    private static final Path SHIPPED = Path.of("../model-artifacts/bundles/fashion-mnist-branchy");

    private final Path folder;
    private final TinyBundle tiny;

    BundleTest(@TempDir Path folder) {
        this.folder = folder;
        tiny = TinyBundle.in(folder);
    }

    @Test
    void a_good_bundle_says_who_it_is_and_what_it_takes() throws BundleException {
        Bundle bundle = tiny.open();

        assertThat(bundle.id()).isEqualTo(new BundleId("tiny", "1.2.3")).hasToString("tiny 1.2.3");
        assertThat(bundle.family()).isEqualTo("branchy");
        assertThat(bundle.classes()).containsExactly("cat", "dog");
        assertThat(bundle.height()).isEqualTo(4);
        assertThat(bundle.width()).isEqualTo(6);
        assertThat(bundle.earlyExits()).isEqualTo(2);
    }

    @Test
    void a_null_threshold_closes_its_exit() throws BundleException {
        assertThat(tiny.open().policy())
                .isEqualTo(Policy.of(0, ConfidenceMeasure.MARGIN, Thresholds.of(0.75f, Thresholds.CLOSED)));
    }

    @Test
    void a_stage_knows_its_file_its_tensors_and_its_costs() throws BundleException {
        StageSpec stage = tiny.open().stages().get(1);

        assertThat(stage.number()).isEqualTo(2);
        assertThat(Path.of(stage.file())).isAbsolute().exists().hasFileName("stage-2.pt");
        assertThat(stage.inputs()).containsExactly(new TensorSpec("features", DataType.FLOAT32, List.of(-1, 8, 2, 3)));
        assertThat(stage.activations())
                .containsExactly(
                        new TensorSpec("features", DataType.FLOAT16, List.of(-1, 16)),
                        new TensorSpec("scale", DataType.INT64, List.of(-1, 1)));
        assertThat(stage.multiplyAdds()).isEqualTo(250);
        assertThat(stage.cumulativeMultiplyAdds()).isEqualTo(350);
    }

    @Test
    void a_stage_that_can_do_without_its_head_says_what_that_saves_in_every_precision() throws BundleException {
        tiny.withVariant();
        tiny.stage(2).put("headMultiplyAdds", 30);

        Bundle bundle = tiny.open();

        for (Bundle each : List.of(bundle, bundle.in(Precision.BFLOAT16))) {
            assertThat(each.stages()).extracting(StageSpec::runsWithoutHead).containsExactly(false, true, false);
            assertThat(each.plainMultiplyAdds()).isEqualTo(500 - 30);
            assertThat(each.runsWithoutHeads()).isFalse();
        }
        tiny.stage(1).put("headMultiplyAdds", 1);
        assertThat(tiny.open().runsWithoutHeads()).isTrue();
    }

    @Test
    void stages_say_which_frames_of_a_clip_they_look_at_and_what_a_sample_brings_beside_them() throws BundleException {
        Bundle bundle = tiny.overFrames().withVariant().open();

        assertThat(bundle.stages())
                .extracting(StageSpec::frames)
                .containsExactly(List.of(2), List.of(3, 0), List.of(1));
        assertThat(bundle.stages().get(1).carried())
                .containsExactly(new TensorSpec("features", DataType.FLOAT32, List.of(-1, 8, 2, 3)));
        assertThat(bundle.stages().get(0).carried()).isEmpty();
        assertThat(bundle.firstFrames()).containsExactly(2);
        assertThat(bundle.laterFrames()).containsExactly(3, 0, 1);
        assertThat(bundle.in(Precision.BFLOAT16).laterFrames()).containsExactly(3, 0, 1);
    }

    @Test
    void stages_that_do_not_tell_frames_apart_take_samples_whole() throws BundleException {
        Bundle bundle = tiny.open();

        assertThat(bundle.firstFrames()).containsExactly(0);
        assertThat(bundle.laterFrames()).isEmpty();
        assertThat(bundle.stages().get(0).carried())
                .isEqualTo(bundle.stages().get(0).inputs());
    }

    @Test
    void fields_of_later_releases_are_passed_over() throws BundleException {
        tiny.manifest().put("colour", "blue");
        tiny.stage(1).put("colour", "blue");
        tiny.tensor(1, "inputs", 0).put("colour", "blue");
        tiny.object("policy").put("colour", "blue");

        assertThat(tiny.open().id().name()).isEqualTo("tiny");
    }

    @Test
    void classes_are_called_by_their_own_names_where_there_are_no_others() throws BundleException {
        assertThat(tiny.open().classNames()).containsExactly("cat", "dog");
    }

    @Test
    void classes_that_are_codes_carry_the_names_that_people_use() throws BundleException {
        tiny.manifest().putArray("classNames").add("house cat").add("hound");

        assertThat(tiny.open().classes()).containsExactly("cat", "dog");
        assertThat(tiny.open().classNames()).containsExactly("house cat", "hound");
        assertThat(Bundle.open(SHIPPED.resolveSibling("imagenette-mobilenetv2")).classNames())
                .contains("church");
    }

    @Test
    void a_name_for_each_class_or_none() {
        tiny.manifest().putArray("classNames").add("house cat");

        assertThatThrownBy(tiny::open)
                .hasMessageContaining("classNames must have a name for each of the 2 classes, has [house cat]");
    }

    @Test
    void a_bundle_travels_with_the_job_graph() throws Exception {
        Bundle bundle = tiny.open();

        assertThat(InstantiationUtil.<Bundle>clone(bundle)).isEqualTo(bundle);
    }

    @Test
    void a_single_stage_is_a_network_without_early_exits() throws BundleException {
        tiny.manifest().withArray("stages").remove(2);
        tiny.manifest().withArray("stages").remove(1);
        tiny.stage(1).withArray("outputs").remove(0);
        tiny.object("policy").putArray("thresholds");

        assertThat(tiny.open().earlyExits()).isZero();
    }

    @Test
    void a_folder_may_be_named_by_a_relative_path() throws BundleException, IOException {
        tiny.open();
        Path relative = Path.of("").toAbsolutePath().relativize(folder.toRealPath());

        assertThat(Path.of(Bundle.open(relative).stages().get(0).file()))
                .isAbsolute()
                .exists();
    }

    @Test
    void the_shipped_bundle_opens() throws BundleException {
        Bundle bundle = Bundle.open(SHIPPED);

        assertThat(bundle.stages()).hasSize(4);
        assertThat(bundle.classes()).hasSize(10).startsWith("T-shirt/top");
    }

    @Test
    void a_problem_names_the_folder() {
        tiny.delete("stage-2.pt");

        assertThatThrownBy(tiny::open).isInstanceOf(BundleException.class).hasMessageStartingWith("bundle " + folder);
    }

    @Test
    void a_manifest_says_whether_its_classes_may_stand_beside_each_other() throws BundleException {
        assertThat(tiny.open().task()).isEqualTo(Task.CLASSIFICATION);

        tiny.manifest().put("task", "multi-label").withObject("/policy").put("measure", "LEAST_CERTAIN");

        assertThat(tiny.open().task()).isEqualTo(Task.MULTI_LABEL);
    }

    @Test
    void a_task_that_nobody_knows_is_refused() {
        tiny.manifest().put("task", "detection");

        assertThatThrownBy(tiny::open)
                .hasMessageContaining("task is 'detection', known are image-classification, video-classification,"
                        + " multi-label and regression");
    }

    @Test
    void a_measure_is_for_the_task() {
        tiny.manifest().put("task", "multi-label");

        assertThatThrownBy(tiny::open)
                .hasMessageContaining(
                        "policy has the measure MARGIN, which is for classification, but the task is multi-label");
    }

    @Test
    void a_bundle_that_answers_with_a_number_says_when_it_is_right() throws BundleException {
        Bundle numbers = tiny.ofNumbers(0.25).open();

        assertThat(numbers.answers()).isEqualTo(new AnswerKind(Task.REGRESSION, 0.25f));
        assertThat(numbers.classes()).containsExactly("cats");
        assertThat(numbers.policy().criterion().measure()).isEqualTo(ConfidenceMeasure.AGREEMENT);
    }

    @Test
    void without_a_tolerance_or_with_two_quantities_a_number_is_refused() {
        tiny.ofNumbers(0.25).manifest().remove("tolerance");
        TinyBundle.put(tiny.manifest(), "classes", "['cats', 'dogs']");

        assertThatThrownBy(tiny::open)
                .hasMessageContaining(
                        "a regression bundle needs a tolerance above 0, within which a number is right, has 0.0")
                .hasMessageContaining("a regression bundle has one class, what it counts or measures, has 2");
    }

    @Test
    void a_class_is_right_or_wrong_whatever_tolerance_a_manifest_has() throws BundleException {
        tiny.manifest().put("tolerance", 3);

        assertThat(tiny.open().answers()).isEqualTo(AnswerKind.CLASS);
    }
}
