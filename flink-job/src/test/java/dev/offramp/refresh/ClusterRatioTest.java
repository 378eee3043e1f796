package dev.offramp.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterRatioTest {

    private static GroupTotals correct(long correct, long of) {
        return GroupTotals.ofCandidate(new SideTotals(of, of, correct, 0, 0));
    }

    private static ClusterRatio accuracy(GroupTotals... clusters) {
        return ClusterRatio.of(List.of(clusters), group -> group.candidate().correct(), group -> group.candidate()
                .labelled());
    }

    @Test
    void a_ratio_has_the_variance_of_its_residuals_between_the_clusters() {
        ClusterRatio accuracy = accuracy(correct(1, 2), correct(3, 4), correct(2, 2));

        assertThat(accuracy.value()).isEqualTo(0.75);
        assertThat(accuracy.variance()).isEqualTo((0.25 + 0 + 0.25) / (8 * 8) * 3 / 2);
        assertThat(accuracy.clusters()).isEqualTo(3);
    }

    @Test
    void a_cluster_without_a_sample_counts_for_nothing() {
        assertThat(accuracy(correct(1, 2), correct(3, 4), correct(0, 0)))
                .isEqualTo(accuracy(correct(1, 2), correct(3, 4)));
    }

    @Test
    void two_clusters_that_are_each_of_one_kind_are_worth_two_samples() {
        ClusterRatio accuracy = accuracy(correct(100, 100), correct(0, 100));

        assertThat(accuracy.designEffect()).isCloseTo(200, within(1e-9));
    }

    @Test
    void clusters_that_happen_to_be_alike_are_not_worth_more_than_independent_samples() {
        assertThat(accuracy(correct(50, 100), correct(50, 100)).designEffect()).isEqualTo(1);
        assertThat(accuracy(correct(100, 100), correct(100, 100)).designEffect())
                .isEqualTo(1);
    }
}
