package dev.offramp.policy;

import dev.offramp.wire.WireTypeInfo;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The policies of one scope over event time, earliest first. So that a replay meets the same policies, a policy that was
 * followed by another is kept, up to a bound.
 */
public record PolicySchedule(List<PolicyUpdate> updates) implements Serializable {

    public static final WireTypeInfo<PolicySchedule> TYPE =
            new WireTypeInfo<>(PolicySchedule.class, new PolicyScheduleFormat());
    public static final PolicySchedule EMPTY = new PolicySchedule(List.of());

    private static final int KEPT = 16;

    public PolicySchedule {
        updates = List.copyOf(updates);
    }

    /** The newest version, or 0 where there is none. */
    public long version() {
        return newest().map(update -> update.policy().version()).orElse(0L);
    }

    /** The update with the newest version, whether it is in force already or not. */
    public Optional<PolicyUpdate> newest() {
        return updates.stream()
                .max(Comparator.comparingLong(update -> update.policy().version()));
    }

    /** With the update in force from its valid-from on; it replaces whatever was to begin then or later. */
    public PolicySchedule with(PolicyUpdate update) {
        List<PolicyUpdate> next = new ArrayList<>(updates);
        next.removeIf(earlier -> earlier.validFromMillis() >= update.validFromMillis());
        next.add(update);
        return new PolicySchedule(next.subList(Math.max(0, next.size() - KEPT), next.size()));
    }

    /** Without the policies that were made for a network of another number of exits, as a savepoint may hold them. */
    public PolicySchedule fitting(int earlyExits) {
        return new PolicySchedule(updates.stream()
                .filter(update -> update.policy().thresholds().count() == earlyExits)
                .toList());
    }

    /** This one, or another with a newer version. */
    public PolicySchedule orNewer(PolicySchedule other) {
        return other.version() > version() ? other : this;
    }

    /** The policy for a frame of this event time. */
    public Optional<Policy> at(long eventTimeMillis) {
        for (int i = updates.size() - 1; i >= 0; i--) {
            if (updates.get(i).validFromMillis() <= eventTimeMillis) {
                return Optional.of(updates.get(i).policy());
            }
        }
        return Optional.empty();
    }
}
