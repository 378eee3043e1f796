package dev.offramp.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.load.OutsideCount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Faults and upgrades in an order that a seed decides, for as long as is wanted: {@code ./offramp test --chaos SEED --minutes N}, as root.
 */
@EnabledIfSystemProperty(named = "chaos.seed", matches = "-?[0-9]+")
class ChaosITCase {

    private static final int COUNT_EVERY = 5;

    @Test
    void each_frame_is_answered_once_in_whatever_order_things_befall() throws Exception {
        assertThat(OutsideCount.missing()).isEmpty();
        Random random = new Random(Long.getLong("chaos.seed"));
        Duration length = Duration.ofMinutes(Integer.getInteger("chaos.minutes", 30));
        try (Trial trial = Trial.start(Path.of("target/chaos-cluster"));
                FaultReport report = new FaultReport(Path.of("target/chaos.md"))) {
            long end = System.nanoTime() + length.toNanos();
            for (int number = 1; System.nanoTime() < end; number++) {
                report.add(trial.undergo(anyOf(Fault.ALL, random)));
                if (number % COUNT_EVERY == 0) {
                    trial.upgrade(anyOf(Trial.UPGRADES, random));
                    trial.serveAnotherBundle();
                    trial.count().assertEachOnce();
                }
            }
            OutsideCount count = trial.finish();
            report.add(count);
            count.assertEachOnce();
            assertThat(count.once()).isEqualTo(count.frames());
        }
    }

    private static <T> T anyOf(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
