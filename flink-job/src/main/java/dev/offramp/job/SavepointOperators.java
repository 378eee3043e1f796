package dev.offramp.job;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;

/** The operators that a savepoint or checkpoint has state of, as its metadata says; the state itself is not read. */
record SavepointOperators(Collection<OperatorState> operators) {

    /**
     * Reads the metadata.
     *
     * @param path a savepoint's folder or metadata file, on any file system that Flink knows
     */
    static SavepointOperators at(String path) throws IOException {
        var metadata =
                AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(path).getMetadataHandle();
        try (DataInputStream in = new DataInputStream(metadata.openInputStream())) {
            ClassLoader classLoader = SavepointOperators.class.getClassLoader();
            return new SavepointOperators(
                    Checkpoints.loadCheckpointMetadata(in, classLoader, path).getOperatorStates());
        }
    }

    /** The uids of those that have state and are none of these: Flink would not know where to put it. */
    List<String> without(Set<OperatorID> claimed) {
        return operators.stream()
                .filter(SavepointOperators::hasState)
                .filter(operator -> !claimed.contains(operator.getOperatorID()))
                .map(SavepointOperators::uid)
                .sorted()
                .toList();
    }

    /** Whether a list state of an operator has any entry: of that the metadata says how many there are. */
    boolean hasEntries(String uid, String state) {
        return operators.stream()
                .filter(operator -> uid(operator).equals(uid))
                .flatMap(operator -> operator.getStates().stream())
                .flatMap(subtask -> subtask.getManagedOperatorState().stream())
                .map(handle -> handle.getStateNameToPartitionOffsets().get(state))
                .anyMatch(entries -> entries != null && entries.getOffsets().length > 0);
    }

    private static boolean hasState(OperatorState operator) {
        return operator.getCoordinatorState() != null
                || operator.getStates().stream().anyMatch(OperatorSubtaskState::hasState);
    }

    /** A committer behind a sink has no uid of its own, but a name. */
    static String uid(OperatorState operator) {
        return operator.getOperatorUid().or(operator::getOperatorName).orElseGet(() -> operator.getOperatorID()
                .toHexString());
    }
}
