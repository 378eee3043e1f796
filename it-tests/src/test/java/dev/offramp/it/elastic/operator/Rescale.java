package dev.offramp.it.elastic.operator;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.autoscaler.JobAutoScalerContext;
import org.apache.flink.autoscaler.realizer.ScalingRealizer;
import org.apache.flink.autoscaler.tuning.ConfigChanges;

/** Hands on what is to be done: subtasks of every task, by its id. */
record Rescale(Consumer<Map<String, Integer>> subtasks)
        implements ScalingRealizer<String, JobAutoScalerContext<String>> {

    @Override
    public void realizeParallelismOverrides(JobAutoScalerContext<String> context, Map<String, String> overrides) {
        Map<String, Integer> wanted = new TreeMap<>();
        overrides.forEach((vertex, count) -> wanted.put(vertex, Integer.valueOf(count)));
        subtasks.accept(wanted);
    }

    @Override
    public void realizeConfigOverrides(JobAutoScalerContext<String> context, ConfigChanges changes) {
        throw new UnsupportedOperationException("the chart turns tuning of memory off");
    }
}
