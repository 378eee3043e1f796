package dev.offramp.job;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a job start from the savepoint of one with other operators (a bundle with more exits, steering on), which Flink refuses as soon as
 * there is state that nobody claims.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private Recovery() {}

    /**
     * Compares the savepoint, if the job starts from one, with the job as it is drawn, and allows Flink to leave soft state behind.
     *
     * @return what would be lost otherwise
     */
    static List<String> prepare(StreamExecutionEnvironment drawn) {
        ReadableConfig config = drawn.getConfiguration();
        Optional<String> savepoint = config.getOptional(StateRecoveryOptions.SAVEPOINT_PATH);
        if (savepoint.isEmpty() || config.get(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE)) {
            return List.of();
        }
        RestoreCheck check = check(savepoint.get(), drawn);
        if (check.leavesStateBehind()) {
            LOG.info("Going on from {} without the state of {}", check.savepoint(), check.unclaimed());
            Configuration allowed = new Configuration();
            allowed.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
            drawn.configure(allowed, Recovery.class.getClassLoader());
        }
        return check.problems();
    }

    /** A job manager that comes back goes on from its newest checkpoint, when the savepoint may be long gone. */
    private static RestoreCheck check(String savepoint, StreamExecutionEnvironment drawn) {
        try {
            SavepointOperators saved = SavepointOperators.at(savepoint);
            return RestoreCheck.of(savepoint, saved, saved.without(operators(drawn)));
        } catch (IOException e) {
            LOG.warn("Cannot read the metadata of {}: Flink will refuse what it cannot restore", savepoint, e);
            return new RestoreCheck(savepoint, List.of(), false);
        }
    }

    private static Set<OperatorID> operators(StreamExecutionEnvironment drawn) {
        return StreamSupport.stream(
                        drawn.getStreamGraph(false).getJobGraph().getVertices().spliterator(), false)
                .map(JobVertex::getOperatorIDs)
                .flatMap(List::stream)
                .flatMap(Recovery::ids)
                .collect(toSet());
    }

    private static Stream<OperatorID> ids(OperatorIDPair pair) {
        return Stream.concat(Stream.of(pair.getGeneratedOperatorID()), pair.getUserDefinedOperatorID().stream());
    }
}
