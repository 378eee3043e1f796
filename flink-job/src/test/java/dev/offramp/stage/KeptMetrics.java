package dev.offramp.stage;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** Metrics by their names, with their labels before them: {@code precision=float32.served}. */
final class KeptMetrics extends UnregisteredMetricsGroup {

    private final Map<String, Counter> counters;
    private final Map<String, Gauge<?>> gauges;
    private final String labels;

    KeptMetrics() {
        this(new HashMap<>(), new HashMap<>(), "");
    }

    private KeptMetrics(Map<String, Counter> counters, Map<String, Gauge<?>> gauges, String labels) {
        this.counters = counters;
        this.gauges = gauges;
        this.labels = labels;
    }

    /** What a counter has come to. */
    long count(String name) {
        return counters.get(name).getCount();
    }

    /** What a gauge says now. */
    Object gauge(String name) {
        return gauges.get(name).getValue();
    }

    @Override
    public Counter counter(String name) {
        return counters.computeIfAbsent(labels + name, fresh -> new SimpleCounter());
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        gauges.put(labels + name, gauge);
        return gauge;
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        return new KeptMetrics(counters, gauges, labels + key + "=" + value + ".");
    }
}
