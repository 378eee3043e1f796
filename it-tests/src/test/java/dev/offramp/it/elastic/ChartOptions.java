package dev.offramp.it.elastic;

import dev.offramp.it.chart.Chart;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.autoscaler.config.AutoScalerOptions;

/** The autoscaler's options as the chart sets them, but for spans of time, which here are short. */
final class ChartOptions {

    private static final String PREFIX = AutoScalerOptions.AUTOSCALER_CONF_PREFIX;

    private ChartOptions() {}

    /**
     * What the chart makes of values.
     *
     * @param values of {@code autoscaler}, as in YAML between braces
     * @param window over which it takes means
     */
    static Map<String, String> of(String values, Duration window) throws IOException {
        Map<String, String> options = new TreeMap<>(Chart.with("{autoscaler: {enabled: true, " + values + "}}")
                .flinkConfiguration()
                .toMap());
        options.keySet().removeIf(key -> !key.startsWith(PREFIX));
        // of these the autoscaler of 1.10, the newest on Maven Central, knows the middle and one distance to both ends
        double target = Double.parseDouble(options.get(PREFIX + "utilization.target"));
        double most = Double.parseDouble(options.get(PREFIX + "utilization.max"));
        options.put(AutoScalerOptions.TARGET_UTILIZATION.key(), Double.toString(target));
        options.put(AutoScalerOptions.TARGET_UTILIZATION_BOUNDARY.key(), Double.toString(most - target));
        options.put(AutoScalerOptions.STABILIZATION_INTERVAL.key(), "10 s");
        options.put(AutoScalerOptions.METRICS_WINDOW.key(), window.toSeconds() + " s");
        options.put(AutoScalerOptions.SCALE_DOWN_INTERVAL.key(), "0 s");
        return options;
    }

    /** The same, but nothing is done. */
    static Map<String, String> advising(String values, Duration window) throws IOException {
        Map<String, String> options = of(values, window);
        options.put(AutoScalerOptions.SCALING_ENABLED.key(), "false");
        return options;
    }
}
