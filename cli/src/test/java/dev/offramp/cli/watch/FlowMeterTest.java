package dev.offramp.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.cli.analysis.Flow;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FlowMeterTest {

    private static final TopicPartition FIRST = new TopicPartition("frames", 0);
    private static final TopicPartition SECOND = new TopicPartition("frames", 1);

    private long now = 1_000_000;
    private final FlowMeter meter = new FlowMeter(() -> now);

    @Test
    void the_first_answer_knows_what_waits_and_no_rate() {
        assertThat(meter.measured(Map.of(FIRST, 100L, SECOND, 50L), Map.of(FIRST, 90L, SECOND, 50L)))
                .isEqualTo(new Flow(0, 0, 10, 0));
    }

    @Test
    void rates_are_differences_over_time() {
        meter.measured(Map.of(FIRST, 100L), Map.of(FIRST, 100L));
        now += 2000;

        assertThat(meter.measured(Map.of(FIRST, 300L), Map.of(FIRST, 200L))).isEqualTo(new Flow(100, 50, 0, 0));
    }

    @Test
    void a_job_that_keeps_up_is_not_behind_between_its_checkpoints() {
        long published = 1000;
        long committed = 1000;
        for (int second = 0; second < 120; second++) {
            now += 1000;
            published += 500;
            committed =
                    second % 10 == 0 ? published - 50L * (second % 7) : committed; // at some time in every tenth second
            Flow flow = meter.measured(Map.of(FIRST, published), Map.of(FIRST, committed));
            if (second > 20) {
                assertThat(flow.lag()).isZero();
                assertThat(flow.lagTrend()).isZero();
                assertThat(flow.in()).isEqualTo(500);
                assertThat(flow.out()).isCloseTo(500, within(20.0));
            }
        }
    }

    @Test
    void a_job_that_falls_behind_is_seen_to_at_its_checkpoints() {
        long published = 0;
        long committed = 0;
        Flow flow = new Flow(0, 0, 0, 0);
        for (int second = 0; second < 60; second++) {
            now += 1000;
            published += 500;
            committed = second % 10 == 0 ? 300L * second : committed;
            flow = meter.measured(Map.of(FIRST, published), Map.of(FIRST, committed));
        }

        assertThat(flow.lagTrend()).isCloseTo(200, within(10.0));
        assertThat(flow.out()).isEqualTo(300);
        assertThat(flow.lag())
                .isEqualTo(50 * 500.0 - 50 * 300.0); // at least: what came since the question before may not count
    }

    @Test
    void a_job_that_says_nothing_for_long_reads_nothing() {
        meter.measured(Map.of(FIRST, 100L), Map.of(FIRST, 50L));
        now += 1000;
        meter.measured(Map.of(FIRST, 200L), Map.of(FIRST, 150L));
        Flow flow = new Flow(0, 0, 0, 0);
        for (int second = 0; second < 40; second++) {
            now += 1000;
            flow = meter.measured(Map.of(FIRST, 200L + 100L * second), Map.of(FIRST, 150L));
        }

        assertThat(flow.out()).isZero();
        assertThat(flow.lag()).isEqualTo(200 + 3900 - 150);
        assertThat(flow.lagTrend()).isPositive();
    }

    @Test
    void a_topic_that_is_made_anew_gives_no_negative_rates() {
        meter.measured(Map.of(FIRST, 10_000L), Map.of(FIRST, 10_000L));
        now += 1000;

        assertThat(meter.measured(Map.of(FIRST, 5L), Map.of(FIRST, 0L))).isEqualTo(new Flow(0, 0, 5, 0));
    }

    @Test
    void what_was_long_ago_does_not_count() {
        meter.measured(Map.of(FIRST, 0L), Map.of(FIRST, 0L));
        for (int i = 0; i < 60; i++) {
            now += 1000;
            meter.measured(Map.of(FIRST, 100_000L), Map.of(FIRST, 100_000L));
        }
        assertThat(meter.measured(Map.of(FIRST, 100_000L), Map.of(FIRST, 100_000L))
                        .in())
                .isZero();
    }
}
