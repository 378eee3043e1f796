package dev.offramp.policy;

import dev.offramp.rejects.Refusal;
import dev.offramp.sample.Origin;
import dev.offramp.wire.WireTypeInfo;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the policies topic comes to up to some record. With that of the whole topic a job starts: without it, its first samples
 * would meet the bundle's own policy until the topic has been read.
 *
 * @param byKey         what is in force, by {@link PolicyChange#key()}
 * @param newestVersion that any scope ever had
 * @param readUntil     by partition, the offset behind the last record that was read
 * @param refused       of these records, those that were refused, by {@link Origin#toString()}, and why
 */
public record KnownPolicies(
        Map<String, PolicySchedule> byKey,
        long newestVersion,
        Map<Integer, Long> readUntil,
        Map<String, String> refused)
        implements Serializable {

    public static final WireTypeInfo<KnownPolicies> TYPE =
            new WireTypeInfo<>(KnownPolicies.class, new KnownPoliciesFormat());

    /** A topic without policies. */
    public static final KnownPolicies NONE = new KnownPolicies(Map.of(), 0, Map.of(), Map.of());

    public KnownPolicies {
        byKey = Map.copyOf(byKey);
        readUntil = Map.copyOf(readUntil);
        refused = Map.copyOf(refused);
    }

    /** Whether the record was read already. */
    public boolean haveRead(Origin origin) {
        return origin.offset() < readUntil.getOrDefault(origin.partition(), 0L);
    }

    /** Why the record was refused, where it was. */
    public Optional<Refusal> refusal(Origin origin) {
        return Optional.ofNullable(refused.get(origin.toString())).map(Admission::refusal);
    }

    /** Whether it knows records that somebody who has read so far does not. */
    public boolean goesBeyond(Map<Integer, Long> otherReadUntil) {
        return readUntil.entrySet().stream()
                .anyMatch(read -> read.getValue() > otherReadUntil.getOrDefault(read.getKey(), 0L));
    }

    /** The same for a job that serves this bundle, as one may that goes on from a savepoint of another job. */
    public KnownPolicies fitting(PolicyCheck bundle) {
        Map<String, PolicySchedule> fitting = new HashMap<>();
        byKey.forEach((key, schedule) -> fitting.put(key, schedule.fitting(bundle)));
        return new KnownPolicies(fitting, newestVersion, readUntil, refused);
    }
}
