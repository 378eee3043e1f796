package dev.offramp.it.elastic.operator;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.autoscaler.ScalingMetricEvaluator;
import org.apache.flink.autoscaler.metrics.CollectedMetricHistory;
import org.apache.flink.autoscaler.metrics.EvaluatedMetrics;
import org.apache.flink.autoscaler.metrics.EvaluatedScalingMetric;
import org.apache.flink.autoscaler.metrics.ScalingMetric;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobVertexID;

/** The autoscaler's evaluation as it is; what it came to is kept. */
final class NotedEvaluation extends ScalingMetricEvaluator {

    private Map<JobVertexID, Map<ScalingMetric, EvaluatedScalingMetric>> newest = Map.of();

    @Override
    public EvaluatedMetrics evaluate(Configuration options, CollectedMetricHistory collected, Duration restartTime) {
        EvaluatedMetrics evaluated = super.evaluate(options, collected, restartTime);
        newest = collected.isFullyCollected() ? evaluated.getVertexMetrics() : Map.of();
        return evaluated;
    }

    /** By task; of none before the window of time was full. */
    Map<JobVertexID, Map<ScalingMetric, EvaluatedScalingMetric>> newest() {
        return newest;
    }
}
