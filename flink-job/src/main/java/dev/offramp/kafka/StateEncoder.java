package dev.offramp.kafka;

import dev.offramp.results.StreamResult.Changed;
import dev.offramp.results.StreamResult.Forgotten;
import dev.offramp.results.StreamResult.Period;
import dev.offramp.sample.BundleId;
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
 * @param bundle  name of that whose classes these are; those of others are called by their index
 * @param classes names by index; those without a name likewise
 */
record StateEncoder(String topic, String bundle, List<String> classes) implements Serializable {

    OutgoingRecord encode(Changed changed) {
        StreamState state = StreamState.newBuilder()
                .setStream(changed.stream())
                .setEpoch(changed.epoch())
                .setSequence(changed.sequence())
                .setSince(Instant.ofEpochMilli(changed.sinceMillis()))
                .setState(index(changed.state()))
                .setStateName(name(changed.bundle(), changed.state()))
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

    /** Takes away what the topic says of the stream. */
    OutgoingRecord encode(Forgotten forgotten) {
        byte[] key = forgotten.stream().getBytes(StandardCharsets.UTF_8);
        return new OutgoingRecord(topic, key, new byte[0], forgotten.forgottenAtMillis(), true);
    }

    private ShownState shown(Period period) {
        return new ShownState(
                index(period.state()),
                name(period.bundle(), period.state()),
                Instant.ofEpochMilli(period.sinceMillis()),
                period.answers());
    }

    private static @Nullable Integer index(OptionalInt state) {
        return state.isPresent() ? state.getAsInt() : null;
    }

    private @Nullable String name(BundleId answering, OptionalInt state) {
        if (state.isEmpty()) {
            return null;
        }
        int index = state.getAsInt();
        boolean isOurs = answering.name().equals(bundle) && index < classes.size();
        return isOurs ? classes.get(index) : Integer.toString(index);
    }
}
