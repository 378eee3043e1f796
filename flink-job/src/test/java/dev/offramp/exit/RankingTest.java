package dev.offramp.exit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.policy.ClassProbabilities;
import dev.offramp.sample.Task;
import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void the_most_probable_classes_come_first_and_the_lower_index_wins_a_tie() {
        assertThat(Ranking.top(new float[] {1, 3, 3, 0}, 3))
                .extracting(ClassProbability::index)
                .containsExactly(1, 2, 0);
    }

    @Test
    void probabilities_are_those_of_all_classes_not_of_the_listed_ones() {
        assertThat(Ranking.top(new float[] {0, 0, 0, 0}, 1)).singleElement().isEqualTo(new ClassProbability(0, 0.25f));
    }

    @Test
    void more_classes_than_there_are_cannot_be_listed() {
        assertThat(Ranking.top(new float[] {0, 1}, 5)).hasSize(2);
    }

    @Test
    void labels_have_probabilities_of_their_own_and_all_that_are_named_are_there() {
        var labels = new ClassProbabilities(new float[] {0, -2, 3, 1}, Task.MULTI_LABEL);

        assertThat(Ranking.top(labels, 1))
                .containsExactly(
                        new ClassProbability(2, 0.95257413f),
                        new ClassProbability(3, 0.7310586f),
                        new ClassProbability(0, 0.5f));
        assertThat(Ranking.top(labels, 4)).hasSize(4);
    }

    @Test
    void a_label_that_is_hardly_not_named_is_not_rounded_up_to_a_half() {
        var labels = new ClassProbabilities(new float[] {-Float.MIN_VALUE}, Task.MULTI_LABEL);

        assertThat(Ranking.top(labels, 1)).singleElement().satisfies(label -> {
            assertThat(label.probability()).isLessThan(0.5f);
            assertThat(label.isNamed()).isFalse();
        });
    }
}
