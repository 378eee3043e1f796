package dev.offramp.job;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has each task of a job start with as many subtasks as Flink's option {@code pipeline.jobvertex-parallelism-overrides} says, which is how
 * the autoscaler of its operator hands over what it has found. See RATIONALE.md beside this class.
 */
final class ParallelismOverrides {

    private static final Logger LOG = LoggerFactory.getLogger(ParallelismOverrides.class);

    private ParallelismOverrides() {}

    /** To be called when the job is drawn. */
    static void apply(StreamExecutionEnvironment drawn) {
        Map<String, String> overrides = drawn.getConfiguration().get(PipelineOptions.PARALLELISM_OVERRIDES);
        if (overrides.isEmpty()) {
            return;
        }
        Map<String, Integer> ofOperators = ofOperators(drawn, overrides);
        drawn.getTransformations().stream()
                .flatMap(operator ->
                        operator.getTransitivePredecessors().stream()) // a source is known by its readers alone
                .forEach(operator -> {
                    Integer subtasks = ofOperators.get(operator.getUid());
                    if (subtasks != null) {
                        operator.setParallelism(subtasks);
                    }
                });
        LOG.info("Subtasks by {}: {}", PipelineOptions.PARALLELISM_OVERRIDES.key(), ofOperators);
    }

    /** The options are about tasks; by uid, of every operator that is chained in one. */
    private static Map<String, Integer> ofOperators(StreamExecutionEnvironment drawn, Map<String, String> overrides) {
        Map<String, Integer> ofOperators = new HashMap<>();
        for (JobVertex task : drawn.getStreamGraph(false).getJobGraph().getVertices()) {
            String subtasks = overrides.get(task.getID().toHexString());
            if (subtasks != null) {
                task.getOperatorIDs().stream()
                        .map(OperatorIDPair::getUserDefinedOperatorUid)
                        .filter(uid -> uid != null)
                        .forEach(uid -> ofOperators.put(uid, Integer.valueOf(subtasks)));
            }
        }
        return ofOperators;
    }
}
