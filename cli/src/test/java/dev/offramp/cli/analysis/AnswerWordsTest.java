package dev.offramp.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.schema.Classification;
import dev.offramp.schema.RankedClass;
import dev.offramp.sql.TestAnswers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerWordsTest {

    private static final RankedClass BAG = new RankedClass(8, "Bag", 0.9f);
    private static final RankedClass TROUSER = new RankedClass(1, "Trouser", 0.6f);

    @Test
    void a_class_is_right_where_it_is_the_true_one() {
        AnswerWords words = new AnswerWords(bag(3));

        assertThat(words.areLabels()).isFalse();
        assertThat(words.name()).isEqualTo("Bag");
        assertThat(words.names("bag")).isTrue();
        assertThat(words.names("8")).isTrue();
        assertThat(words.verdict()).hasValue("wrong, it is class 3");
        assertThat(new AnswerWords(bag(8)).verdict()).hasValue("right");
    }

    @Test
    void labels_are_right_where_they_are_exactly_the_true_ones() {
        AnswerWords words = labels(List.of(BAG, TROUSER), null);

        assertThat(words.areLabels()).isTrue();
        assertThat(words.name()).isEqualTo("Bag | Trouser");
        assertThat(words.names("trouser")).isTrue();
        assertThat(words.names("2")).isFalse();
        assertThat(words.verdict()).isEmpty();
        assertThat(labels(List.of(BAG, TROUSER), List.of(1, 8)).verdict()).hasValue("right");
        assertThat(labels(List.of(BAG, TROUSER), List.of(8)).verdict()).hasValue("wrong, it is labels [8]");
    }

    @Test
    void no_label_is_told_as_such() {
        AnswerWords words = labels(List.of(), List.of());

        assertThat(words.name()).isEqualTo("(no label)");
        assertThat(words.names("bag")).isFalse();
        assertThat(words.verdict()).hasValue("right");
    }

    private static AnswerWords labels(List<RankedClass> named, @Nullable List<Integer> known) {
        return new AnswerWords(Classification.newBuilder(bag(8))
                .setLabel(null)
                .setLabels(named)
                .setTrueLabels(known)
                .build());
    }

    private static Classification bag(int label) {
        return Classification.newBuilder(TestAnswers.answer())
                .setPredicted(8)
                .setPredictedName("Bag")
                .setLabel(label)
                .build();
    }

    @Test
    void a_number_is_told_with_what_it_counts_and_is_right_where_the_job_says_so() {
        AnswerWords words = number(2.9f, 3f, true);

        assertThat(words.areLabels()).isFalse();
        assertThat(words.name()).isEqualTo("2.900 Bag");
        assertThat(words.names("bag")).isTrue();
        assertThat(words.verdict()).hasValue("right");
        assertThat(number(1.5f, 3f, false).verdict()).hasValue("wrong, it is 3.000");
        assertThat(number(1.5f, null, null).verdict()).isEmpty();
    }

    private static AnswerWords number(float value, @Nullable Float known, @Nullable Boolean right) {
        return new AnswerWords(Classification.newBuilder(bag(8))
                .setLabel(null)
                .setTop(List.of())
                .setValue(value)
                .setTrueValue(known)
                .setRight(right)
                .build());
    }
}
