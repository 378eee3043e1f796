package dev.offramp.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

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
    void the_first_look_knows_what_waits_and_no_rate() {
        assertThat(meter.measured(Map.of(FIRST, 100L, SECOND, 50L), Map.of(FIRST, 90L, SECOND, 50L)))
                .isEqualTo(new Flow(0, 0, 10, 0));
    }

    @Test
    void rates_are_differences_over_time() {
        meter.measured(Map.of(FIRST, 100L), Map.of(FIRST, 100L));
        now += 2000;

        Flow flow = meter.measured(Map.of(FIRST, 300L), Map.of(FIRST, 200L));

        assertThat(flow).isEqualTo(new Flow(100, 50, 100, 50));
    }

    @Test
    void a_partition_that_the_job_says_nothing_of_waits_for_nobody() {
        assertThat(meter.measured(Map.of(FIRST, 100L), Map.of()).lag()).isZero();
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
