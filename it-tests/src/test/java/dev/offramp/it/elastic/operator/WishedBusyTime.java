package dev.offramp.it.elastic.operator;

import static org.apache.flink.autoscaler.metrics.FlinkMetric.BUSY_TIME_PER_SEC;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.flink.autoscaler.JobAutoScalerContext;
import org.apache.flink.autoscaler.RestApiMetricsCollector;
import org.apache.flink.autoscaler.metrics.FlinkMetric;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.rest.messages.job.metrics.AggregatedMetric;

/** Asks a job by REST as the operator does; what a task saves is added to the time that it is busy. */
final class WishedBusyTime extends RestApiMetricsCollector<String, JobAutoScalerContext<String>> {

    private final ToDoubleFunction<String> savedMillis;

    WishedBusyTime(ToDoubleFunction<String> savedMillis) {
        this.savedMillis = savedMillis;
    }

    @Override
    protected Map<FlinkMetric, AggregatedMetric> queryAggregatedVertexMetrics(
            JobAutoScalerContext<String> context, JobVertexID vertex, Map<String, FlinkMetric> metrics) {
        Map<FlinkMetric, AggregatedMetric> found = super.queryAggregatedVertexMetrics(context, vertex, metrics);
        double saved = savedMillis.applyAsDouble(vertex.toHexString());
        found.computeIfPresent(
                BUSY_TIME_PER_SEC,
                (name, busy) -> new AggregatedMetric(
                        busy.getId(),
                        busy.getMin() + saved,
                        busy.getMax() + saved,
                        busy.getAvg() + saved,
                        busy.getSum(),
                        busy.getSkew()));
        return found;
    }
}
