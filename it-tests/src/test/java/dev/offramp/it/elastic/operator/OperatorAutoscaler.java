package dev.offramp.it.elastic.operator;

import static org.apache.flink.autoscaler.metrics.ScalingMetric.LOAD;
import static org.apache.flink.autoscaler.metrics.ScalingMetric.PARALLELISM;
import static org.apache.flink.autoscaler.metrics.ScalingMetric.TARGET_DATA_RATE;
import static org.apache.flink.autoscaler.metrics.ScalingMetric.TRUE_PROCESSING_RATE;

import dev.offramp.it.elastic.Advice;
import dev.offramp.it.elastic.Autoscaler;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.autoscaler.JobAutoScalerContext;
import org.apache.flink.autoscaler.JobAutoScalerImpl;
import org.apache.flink.autoscaler.ScalingExecutor;
import org.apache.flink.autoscaler.ScalingSummary;
import org.apache.flink.autoscaler.metrics.EvaluatedScalingMetric;
import org.apache.flink.autoscaler.metrics.ScalingMetric;
import org.apache.flink.autoscaler.state.InMemoryAutoScalerStateStore;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.util.TemporaryClassLoaderContext;

/** The autoscaler of Flink's Kubernetes operator, all of it, with our ends: it asks a job by REST, and what it decides is noted or done. */
public final class OperatorAutoscaler implements Autoscaler {

    private final JobID job;
    private final Configuration options;
    private final KeptClient client;
    private final Notes notes = new Notes();
    private final NotedEvaluation evaluation = new NotedEvaluation();
    private final JobAutoScalerImpl<String, JobAutoScalerContext<String>> algorithm;

    /** As {@code OperatorClasses.watching} has it. */
    public OperatorAutoscaler(
            URI rest,
            String job,
            Map<String, String> options,
            ToDoubleFunction<String> savedMillis,
            Consumer<Map<String, Integer>> rescale)
            throws Exception {
        Map<String, String> entries = new HashMap<>(options);
        entries.put("rest.address", rest.getHost());
        entries.put("rest.port", Integer.toString(rest.getPort()));
        this.job = JobID.fromHexString(job);
        this.options = Configuration.fromMap(entries);
        var store = new InMemoryAutoScalerStateStore<String, JobAutoScalerContext<String>>();
        try (var loading = loading()) {
            this.client = new KeptClient(this.options);
            this.algorithm = new JobAutoScalerImpl<>(
                    new WishedBusyTime(savedMillis),
                    evaluation,
                    new ScalingExecutor<>(notes, store),
                    notes,
                    new Rescale(rescale),
                    store);
        }
    }

    @Override
    public void look() throws Exception {
        notes.begin();
        try (var loading = loading()) {
            JobStatus status = client.getJobStatus(job).get();
            algorithm.scale(new JobAutoScalerContext<>(
                    job.toHexString(),
                    job,
                    status,
                    new Configuration(options),
                    new UnregisteredMetricsGroup(),
                    () -> client));
        }
        notes.throwFailure();
    }

    @Override
    public List<Advice> advice() {
        return evaluation.newest().entrySet().stream()
                .map(task -> advice(task.getKey(), task.getValue(), notes.changes()))
                .toList();
    }

    private static Advice advice(
            JobVertexID vertex,
            Map<ScalingMetric, EvaluatedScalingMetric> task,
            Map<JobVertexID, ScalingSummary> changes) {
        int subtasks = (int) task.get(PARALLELISM).getCurrent();
        return new Advice(
                vertex.toHexString(),
                task.get(LOAD).getAverage(),
                task.get(TARGET_DATA_RATE).getAverage(),
                task.get(TRUE_PROCESSING_RATE).getAverage(),
                subtasks,
                changes.containsKey(vertex) ? changes.get(vertex).getNewParallelism() : subtasks);
    }

    /** Flink's client looks for services by the thread's class loader, and would find those of our Flink. */
    private static TemporaryClassLoaderContext loading() {
        return TemporaryClassLoaderContext.of(OperatorAutoscaler.class.getClassLoader());
    }

    @Override
    public void close() {
        client.closeForGood();
    }
}
