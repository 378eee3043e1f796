package dev.offramp.it.elastic.operator;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.autoscaler.JobAutoScalerContext;
import org.apache.flink.autoscaler.ScalingSummary;
import org.apache.flink.autoscaler.event.AutoScalerEventHandler;
import org.apache.flink.runtime.jobgraph.JobVertexID;

/** What the autoscaler has to say since the last beginning: the changes that it wants, and what went wrong. */
final class Notes implements AutoScalerEventHandler<String, JobAutoScalerContext<String>> {

    private Map<JobVertexID, ScalingSummary> changes = Map.of();
    private Optional<Throwable> failure = Optional.empty();

    void begin() {
        changes = Map.of();
        failure = Optional.empty();
    }

    Map<JobVertexID, ScalingSummary> changes() {
        return changes;
    }

    void throwFailure() {
        failure.ifPresent(thrown -> {
            throw new IllegalStateException("the autoscaler failed", thrown);
        });
    }

    @Override
    public void handleScalingEvent(
            JobAutoScalerContext<String> context,
            Map<JobVertexID, ScalingSummary> summaries,
            String message,
            Duration interval) {
        changes = Map.copyOf(summaries);
    }

    @Override
    public void handleException(JobAutoScalerContext<String> context, String reason, Throwable thrown) {
        failure = Optional.of(thrown);
    }

    @Override
    public void handleEvent(
            JobAutoScalerContext<String> context,
            Type type,
            String reason,
            String message,
            String messageKey,
            Duration interval) {
        // reports and limits: what comes of them is in the changes
    }
}
