package dev.offramp.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.BundleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

class MetricsByBundleTest {

    private static final BundleId HOME = TestAnswers.BUNDLE;
    private static final BundleId OTHER = new BundleId("other", "2.0.0");

    private final Map<String, DoubleSupplier> kept = new HashMap<>();
    private final MetricsByBundle metrics =
            new MetricsByBundle(registry(""), bundle -> registry(bundle.name() + "."), HOME, 2);

    @Test
    void what_names_no_bundle_is_of_all_together_and_each_has_its_own_beside() {
        metrics.closed(List.of(served(HOME, 5_000, 30, 1), served(OTHER, 5_000, 10, 5)));

        assertThat(gauge("samplesPerSecond")).isEqualTo(40);
        assertThat(gauge("meanMultiplyAdds")).isEqualTo(2);
        assertThat(gauge("tiny.samplesPerSecond")).isEqualTo(30);
        assertThat(gauge("other.samplesPerSecond")).isEqualTo(10);
        assertThat(gauge("other.meanMultiplyAdds")).isEqualTo(5);
        assertThat(gauge("other.exit=1.exitShare")).isEqualTo(1);
    }

    @Test
    void a_bundle_that_answered_nothing_in_the_newest_interval_says_nothing() {
        metrics.closed(List.of(served(HOME, 5_000, 30, 1), served(OTHER, 5_000, 10, 5)));
        metrics.closed(List.of(served(OTHER, 6_000, 10, 5)));

        assertThat(gauge("tiny.samplesPerSecond")).isNaN();
        assertThat(gauge("other.samplesPerSecond")).isEqualTo(10);
        assertThat(gauge("samplesPerSecond")).isEqualTo(10);

        metrics.closed(List.of(served(HOME, 7_000, 30, 1)));
        assertThat(gauge("tiny.samplesPerSecond")).isEqualTo(30);
        assertThat(gauge("other.samplesPerSecond")).isNaN();
        assertThat(gauge("other.agreement")).isNaN();
    }

    private static ServedWindow served(BundleId bundle, long endMillis, long samples, long multiplyAddsEach) {
        return new ServedWindow(bundle, 2, TestWindows.of(endMillis, samples, multiplyAddsEach));
    }

    private WindowMetrics.Registry registry(String before) {
        return (label, value, name, figure) -> {
            String called = before + (label.isEmpty() ? name : label + "=" + value + "." + name);
            assertThat(kept).as("a gauge is registered once").doesNotContainKey(called);
            kept.put(called, figure);
        };
    }

    private double gauge(String name) {
        return kept.get(name).getAsDouble();
    }
}
