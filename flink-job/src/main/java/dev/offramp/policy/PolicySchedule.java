package dev.offramp.policy;

import dev.offramp.rejects.Refusal;
import dev.offramp.wire.WireTypeInfo;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The policies of one scope over event time, earliest first. So that a replay meets the same policies, a policy that was
 * followed by another is kept, up to a bound.
 */
public record PolicySchedule(List<ScopedPolicy> updates) implements Serializable {

    public static final WireTypeInfo<PolicySchedule> TYPE =
            new WireTypeInfo<>(PolicySchedule.class, new PolicyScheduleFormat());
    public static final PolicySchedule EMPTY = new PolicySchedule(List.of());

    private static final int KEPT = 16;

    public PolicySchedule {
        updates = List.copyOf(updates);
    }

    /** The newest version, or 0 where there is none. */
    public long version() {
        return newest().map(ScopedPolicy::version).orElse(0L);
    }

    /** The update with the newest version, whether it is in force already or not. */
    public Optional<ScopedPolicy> newest() {
        return updates.stream().max(Comparator.comparingLong(ScopedPolicy::version));
    }

    /**
     * With the update in force from its valid-from on. It replaces whatever was to begin then or later; but the job's steering
     * takes nothing back that a person has scheduled for later.
     */
    public PolicySchedule with(ScopedPolicy update) {
        List<ScopedPolicy> next = new ArrayList<>(updates);
        next.removeIf(earlier -> isReplaced(earlier, update));
        next.add(update);
        next.sort(Comparator.comparingLong(ScopedPolicy::validFromMillis));
        return new PolicySchedule(next.subList(Math.max(0, next.size() - KEPT), next.size()));
    }

    private static boolean isReplaced(ScopedPolicy earlier, ScopedPolicy by) {
        boolean later = earlier.validFromMillis() > by.validFromMillis();
        boolean kept =
                later && by.succession().isOfSteering() && !earlier.succession().steered();
        return earlier.validFromMillis() >= by.validFromMillis() && !kept;
    }

    /** Without what lies under one {@link PolicyChange#topicKey()}. */
    public PolicySchedule without(Withdrawal withdrawal) {
        return only(update -> update.validFromMillis() != withdrawal.validFromMillis());
    }

    /** Without the policies that a bundle cannot meet, as a savepoint of a job with another one may hold them. */
    public PolicySchedule fitting(PolicyCheck bundle) {
        return only(update -> {
            try {
                bundle.check(update);
                return true;
            } catch (Refusal cannotBeMet) {
                return false;
            }
        });
    }

    /** Of these policies, what another schedule of the same scope has nothing of under the same key of the topic. */
    public List<Withdrawal> supersededBy(PolicySchedule later) {
        return updates.stream()
                .map(ScopedPolicy::withdrawal)
                .filter(key -> later.updates.stream()
                        .noneMatch(update -> update.withdrawal().equals(key)))
                .distinct()
                .toList();
    }

    /** The policy for a frame of this event time. */
    public Optional<ScopedPolicy> at(long eventTimeMillis) {
        for (int i = updates.size() - 1; i >= 0; i--) {
            if (updates.get(i).validFromMillis() <= eventTimeMillis) {
                return Optional.of(updates.get(i));
            }
        }
        return Optional.empty();
    }

    private PolicySchedule only(Predicate<ScopedPolicy> wanted) {
        return new PolicySchedule(updates.stream().filter(wanted).toList());
    }
}
