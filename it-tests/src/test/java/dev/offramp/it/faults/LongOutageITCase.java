package dev.offramp.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.load.OutsideCount;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What cannot be kept: an outage that is longer than transactions may last. Between a checkpoint and its commit the brokers are the only
 * ones that have the answers, and they give them up. {@code ./offramp test --faults}.
 */
@EnabledIfSystemProperty(named = "faults", matches = "true")
class LongOutageITCase {

    private static final int OUTAGE_SECONDS = 120;
    private static final List<String> SHORT_TRANSACTIONS =
            List.of("--parallelism=2", "--set", "kafka.transaction-timeout=80 s");

    /** Of two checkpoints, a second apart, and what their alignment adds. */
    private static final long MOST_LOST = 5L * Trial.RATE;

    @Test
    void no_more_is_lost_than_the_answers_of_two_checkpoints_and_nothing_is_seen_twice() throws Exception {
        assertThat(OutsideCount.missing()).isEmpty();
        try (Trial trial = Trial.start(Path.of("target/faults-cluster"), List.of(), SHORT_TRANSACTIONS, MOST_LOST);
                FaultReport report = new FaultReport(Path.of("target/faults-long-outage.md"))) {
            report.add(trial.undergo(Fault.stops(
                    "no TaskManager reaches a broker for longer than transactions may last",
                    OUTAGE_SECONDS,
                    Fault::brokersUnreachable)));
            OutsideCount count = trial.finish();
            report.add(count);

            assertThat(count.several() + count.open() + count.waiting())
                    .as(count.toString())
                    .isZero();
            assertThat(count.lost()).as(count.toString()).isLessThanOrEqualTo(MOST_LOST);
        }
    }
}
