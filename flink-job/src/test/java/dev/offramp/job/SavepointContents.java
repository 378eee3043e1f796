package dev.offramp.job;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorBackendSerializationProxy;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;

/** The states of a savepoint, one a line: the operator's uid, the kind of the state, its name, and what it is written with. */
final class SavepointContents {

    private static final ClassLoader CLASSES = SavepointContents.class.getClassLoader();

    private final TreeSet<String> lines = new TreeSet<>();

    private SavepointContents() {}

    static List<String> of(String savepoint) throws IOException {
        SavepointContents contents = new SavepointContents();
        for (OperatorState operator : SavepointOperators.at(savepoint).operators()) {
            contents.add(operator);
        }
        return List.copyOf(contents.lines);
    }

    private void add(OperatorState operator) throws IOException {
        String uid = SavepointOperators.uid(operator);
        if (operator.getCoordinatorState() != null) {
            lines.add(uid + " | coordinator");
        }
        for (OperatorSubtaskState subtask : operator.getStates()) {
            for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
                addOperatorStates(uid, handle);
            }
            for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
                addKeyedStates(uid, (StreamStateHandle) handle);
            }
            if (!subtask.getInputChannelState().isEmpty()
                    || !subtask.getResultSubpartitionState().isEmpty()) {
                lines.add(uid + " | in flight");
            }
        }
    }

    private void addOperatorStates(String uid, StreamStateHandle handle) throws IOException {
        try (InputStream in = handle.openInputStream()) {
            OperatorBackendSerializationProxy states = new OperatorBackendSerializationProxy(CLASSES);
            states.read(new DataInputViewStreamWrapper(in));
            states.getOperatorStateMetaInfoSnapshots().forEach(state -> add(uid, "list", state));
            states.getBroadcastStateMetaInfoSnapshots().forEach(state -> add(uid, "broadcast", state));
        }
    }

    private void addKeyedStates(String uid, StreamStateHandle handle) throws IOException {
        try (InputStream in = handle.openInputStream()) {
            KeyedBackendSerializationProxy<?> states = new KeyedBackendSerializationProxy<>(CLASSES);
            states.read(new DataInputViewStreamWrapper(in));
            String key = name(states.getKeySerializerSnapshot());
            states.getStateMetaInfoSnapshots().forEach(state -> add(uid, "keyed by " + key, state));
        }
    }

    private void add(String uid, String kind, StateMetaInfoSnapshot state) {
        Map<String, TypeSerializerSnapshot<?>> serializers = new TreeMap<>(state.getSerializerSnapshotsImmutable());
        String written = serializers.entrySet().stream()
                .map(entry -> entry.getKey() + " " + name(entry.getValue()))
                .collect(joining(", "));
        lines.add(String.join(" | ", uid, kind, state.getName(), written));
    }

    /** A wire format's id; of Flink's own serializers the class. */
    private static String name(TypeSerializerSnapshot<?> snapshot) {
        String own = snapshot.toString();
        return own.startsWith("offramp/") ? own : snapshot.getClass().getSimpleName();
    }
}
