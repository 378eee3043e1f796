package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bench.report.Figure;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EfficiencyRowTest {

    @Test
    void what_the_stages_alone_keep_is_the_bare_loops_gain_over_that_in_multiply_adds() {
        EfficiencyRow open = new EfficiencyRow("open", List.of(pair(12_000, 5e6), pair(15_000, 5e6)));
        EfficiencyRow closed = new EfficiencyRow("closed", List.of(pair(3_000, 40e6), pair(3_000, 40e6)));

        assertThat(EfficiencyRow.ofStagesAlone(open, closed).measured()).isEqualTo("0.563 (0.500 to 0.625)");
    }

    @Test
    void a_ratio_is_the_jobs_rate_over_the_bare_loops_turn_by_turn() {
        EfficiencyRow row = new EfficiencyRow("open", List.of(pair(1_000, 5e6, 900), pair(4_000, 5e6, 2_000)));

        assertThat(row.ratio().values()).containsExactly(0.9, 0.5);
        assertThat(row.figure().outcome()).isEqualTo(Figure.Outcome.MET); // of little to compute
        assertThat(new EfficiencyRow("closed", List.of(pair(1_000, 30e6, 890)))
                        .figure()
                        .outcome())
                .isEqualTo(Figure.Outcome.MISSED);
    }

    private static Pair pair(double bare, double multiplyAdds) {
        return pair(bare, multiplyAdds, bare / 2);
    }

    private static Pair pair(double bare, double multiplyAdds, double job) {
        return new Pair(bare, new JobRound(job, 100, 0.9, multiplyAdds, List.of(100L), List.of(16.0), Set.of(1L)));
    }
}
