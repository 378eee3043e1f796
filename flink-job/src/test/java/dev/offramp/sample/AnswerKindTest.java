package dev.offramp.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnswerKindTest {

    private static final AnswerKind NUMBERS = new AnswerKind(Task.REGRESSION, 0.5f);

    @Test
    void numbers_are_the_same_where_they_are_no_farther_apart_than_the_tolerance() {
        assertThat(NUMBERS.areSame(NumberAnswer.of(3.5f), NumberAnswer.of(3))).isTrue();
        assertThat(NUMBERS.areSame(NumberAnswer.of(-0.25f), NumberAnswer.of(0.25f)))
                .isTrue();
        assertThat(NUMBERS.areSame(NumberAnswer.of(Math.nextUp(3.5f)), NumberAnswer.of(3)))
                .isFalse();
    }

    @Test
    void no_answer_is_the_same_as_nothing() {
        assertThat(NUMBERS.areSame(-1, NumberAnswer.of(0))).isFalse();
        assertThat(NUMBERS.areSame(-1, -1)).isFalse();
        assertThat(NUMBERS.areSame(NumberAnswer.of(Float.NaN), NumberAnswer.of(0)))
                .isFalse();
        assertThat(AnswerKind.CLASS.areSame(-1, 0)).isFalse();
    }

    @Test
    void classes_and_labels_have_to_be_equal() {
        assertThat(AnswerKind.CLASS.areSame(4, 4)).isTrue();
        assertThat(AnswerKind.CLASS.areSame(4, 5)).isFalse();
        assertThat(AnswerKind.exact(Task.MULTI_LABEL).areSame(0b101, 0b101)).isTrue();
        assertThat(AnswerKind.exact(Task.MULTI_LABEL).areSame(0b101, 0b100)).isFalse();
    }
}
