package dev.offramp.kafka;

import dev.offramp.results.StreamResult.Changed;
import dev.offramp.results.StreamResult.Period;
import dev.offramp.schema.ShownState;
import dev.offramp.schema.StreamState;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * From a change of what a stream shows to a record.
 *
 * @param topic   of such records
 * @param classes names by index; those without a name are called by their index
 */
record StateEncoder(String topic, List<String> classes) implements Serializable {

    OutgoingRecord encode(Changed changed) {
        StreamState state = StreamState.newBuilder()
                .setStream(changed.stream())
                .setEpoch(changed.epoch())
                .setSequence(changed.sequence())
                .setSince(Instant.ofEpochMilli(changed.sinceMillis()))
                .setState(index(changed.state()))
                .setStateName(name(changed.state()))
                .setConfidence(changed.confidence())
                .setPrevious(changed.before().map(this::shown).orElse(null))
                .setBundleName(changed.bundle().name())
                .setBundleVersion(changed.bundle().version())
                .setDeclaredAt(Instant.ofEpochMilli(changed.declaredAtMillis()))
                .build();
        byte[] key = changed.stream().getBytes(StandardCharsets.UTF_8);
        byte[] value = SingleObject.encode(StreamState.getEncoder(), state);
        return new OutgoingRecord(topic, key, value, changed.declaredAtMillis(), false);
    }

    private ShownState shown(Period period) {
        return new ShownState(
                index(period.state()),
                name(period.state()),
                Instant.ofEpochMilli(period.sinceMillis()),
                period.answers());
    }

    private static @Nullable Integer index(OptionalInt state) {
        return state.isPresent() ? state.getAsInt() : null;
    }

    private @Nullable String name(OptionalInt state) {
        if (state.isEmpty()) {
            return null;
        }
        int index = state.getAsInt();
        return index < classes.size() ? classes.get(index) : Integer.toString(index);
    }
}
