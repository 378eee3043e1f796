package dev.offramp.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.budget.ExitTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhyOutsideTest {

    @Test
    void pictures_that_are_far_easier_may_have_been_trained_on() {
        assertThat(why(870, 951, false))
                .containsExactly(
                        "Why outside: exit 2 alone is right on 87.00 % of the 1,000 samples that the thresholds come from, and on"
                                + " 95.10 % of these.",
                        "That is more than chance explains: these are easier, or the network was trained on them.");
    }

    @Test
    void pictures_that_are_far_harder_are_of_another_kind() {
        assertThat(why(1000, 934, false).get(1))
                .contains("harder or of another kind, or the network was trained on those");
    }

    @Test
    void training_pictures_are_called_so() {
        assertThat(why(870, 951, true).get(1)).startsWith("The network was trained on these pictures");
    }

    @Test
    void small_differences_may_be_chance() {
        assertThat(why(870, 880, false).get(1)).startsWith("No exit differs by more than chance explains");
    }

    private static List<String> why(int heldOut, int fresh, boolean isTrainedOn) {
        return new WhyOutside(table(heldOut), table(fresh), isTrainedOn).lines();
    }

    /** Of 1,000 samples, of which the first exit is right on 800, and the second on so many. */
    private static ExitTable table(int correct) {
        int[] labels = new int[1000];
        int[][] predicted = new int[2][1000];
        for (int n = 0; n < 1000; n++) {
            predicted[0][n] = n < 800 ? 0 : 1;
            predicted[1][n] = n < correct ? 0 : 1;
        }
        return new ExitTable(labels, new float[2][1000], predicted);
    }
}
