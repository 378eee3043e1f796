package dev.offramp.exit;

import static org.assertj.core.api.Assertions.assertThat;

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
}
