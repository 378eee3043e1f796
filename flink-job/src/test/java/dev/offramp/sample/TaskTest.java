package dev.offramp.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskTest {

    @Test
    void a_class_is_told_as_its_index() {
        assertThat(Task.CLASSIFICATION.answer(new float[] {1, 3, 3, 2})).isEqualTo(1);
    }

    @Test
    void labels_are_told_together_and_a_half_is_enough_for_each() {
        int answer = Task.MULTI_LABEL.answer(new float[] {-1, 0, 2, -0.001f});

        assertThat(LabelSet.indices(answer)).containsExactly(1, 2);
        assertThat(answer).isEqualTo(LabelSet.of(List.of(2, 1)));
    }

    @Test
    void no_label_is_an_answer_too() {
        assertThat(Task.MULTI_LABEL.answer(new float[] {-1, -2})).isZero();
    }

    @Test
    void as_many_labels_as_a_bundle_may_have_are_no_negative_number() {
        float[] all = new float[LabelSet.MOST_LABELS];

        assertThat(Task.MULTI_LABEL.answer(all)).isPositive();
        assertThat(LabelSet.indices(Task.MULTI_LABEL.answer(all))).hasSize(LabelSet.MOST_LABELS);
    }

    @ParameterizedTest
    @EnumSource
    void a_layout_tells_tasks_apart(Task task) {
        assertThat(Task.ofWireCode(task.wireCode())).isEqualTo(task);
    }

    @Test
    void a_code_that_no_task_has_is_refused() {
        assertThatThrownBy(() -> Task.ofWireCode(9)).hasMessageContaining("code 9");
    }

    @Test
    void manifests_call_tasks_by_their_kind_of_input_too() {
        assertThat(Task.named("image-classification")).hasValue(Task.CLASSIFICATION);
        assertThat(Task.named("video-classification")).hasValue(Task.CLASSIFICATION);
        assertThat(Task.named("multi-label")).hasValue(Task.MULTI_LABEL);
        assertThat(Task.named("regression")).hasValue(Task.REGRESSION);
        assertThat(Task.named("detection")).isEmpty();
    }

    @Test
    void a_number_is_told_by_its_bits() {
        int answer = Task.REGRESSION.answer(new float[] {-3.25f});

        assertThat(NumberAnswer.value(answer)).isEqualTo(-3.25f);
        assertThat(NumberAnswer.of(-3.25f)).isEqualTo(answer);
        assertThat(NumberAnswer.value(-1)).isNaN();
    }

    @Test
    void answers_are_as_far_apart_as_their_task_tells() {
        assertThat(Task.CLASSIFICATION.distance(3, 3)).isZero();
        assertThat(Task.CLASSIFICATION.distance(3, 7)).isEqualTo(1);
        assertThat(Task.MULTI_LABEL.distance(LabelSet.of(List.of(1, 2)), LabelSet.of(List.of(2, 3, 4))))
                .isEqualTo(3);
        assertThat(Task.REGRESSION.distance(NumberAnswer.of(-1.5f), NumberAnswer.of(2)))
                .isEqualTo(3.5);
        assertThat(Task.REGRESSION.distance(NumberAnswer.of(2), -1)).isNaN();
    }
}
