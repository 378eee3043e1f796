package dev.offramp.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What the scopes that a stream belongs to come to together, over event time. Each field is that of the narrowest scope which
 * says it; the version is the newest of those that say one.
 */
final class PolicyTimeline {

    static final PolicyTimeline EMPTY = new PolicyTimeline(new long[0], new Policy[0]);

    private final long[] fromMillis;
    private final Policy[] policies;

    private PolicyTimeline(long[] fromMillis, Policy[] policies) {
        this.fromMillis = fromMillis;
        this.policies = policies;
    }

    /**
     * Works it out.
     *
     * @param chain schedules, the narrowest scope's first
     */
    static PolicyTimeline of(List<PolicySchedule> chain, ServedBundle bundle) {
        long[] changes = LongStream.concat(
                        LongStream.of(Long.MIN_VALUE),
                        chain.stream()
                                .flatMap(schedule -> schedule.updates().stream())
                                .mapToLong(ScopedPolicy::validFromMillis))
                .sorted()
                .distinct()
                .toArray();
        Policy[] policies =
                Arrays.stream(changes).mapToObj(from -> at(from, chain, bundle)).toArray(Policy[]::new);
        return new PolicyTimeline(changes, policies);
    }

    /** The policy for a frame of this event time. */
    Policy at(long eventTimeMillis) {
        int i = fromMillis.length - 1;
        while (fromMillis[i] > eventTimeMillis) {
            i--;
        }
        return policies[i];
    }

    private static Policy at(long millis, List<PolicySchedule> chain, ServedBundle bundle) {
        PolicyTerms terms = PolicyTerms.NOTHING;
        long version = bundle.recommended().version();
        for (PolicySchedule schedule : chain) {
            Optional<ScopedPolicy> update = schedule.at(millis);
            if (update.isPresent()) {
                PolicyTerms wider = terms.or(update.get().terms());
                version = isSaid(wider, terms, bundle)
                        ? Math.max(version, update.get().version())
                        : version;
                terms = wider;
            }
        }
        return bundle.policy(version, terms);
    }

    /** Whether the wider scope adds something that is obeyed. */
    private static boolean isSaid(PolicyTerms with, PolicyTerms without, ServedBundle bundle) {
        boolean inVain = bundle.isForAnother(with.wish());
        return !with.equals(inVain ? without.with(with.wish()) : without);
    }
}
