package dev.offramp.cli.policy;

import dev.offramp.policy.PolicyTerms;
import java.util.Optional;
import java.util.stream.Stream;

/** Limits that somebody asks for; what is empty stays as it is. */
record WantedLimits(
        Optional<Long> deadlineMillis,
        Optional<Long> budgetMultiplyAdds,
        Optional<Double> framesPerSecond,
        Optional<Double> shadowShare) {

    boolean isGiven() {
        return Stream.of(deadlineMillis, budgetMultiplyAdds, framesPerSecond, shadowShare)
                .anyMatch(Optional::isPresent);
    }

    /** The terms with what is asked for. */
    PolicyTerms over(PolicyTerms before) {
        return new PolicyTerms(
                before.wish(),
                deadlineMillis.orElse(before.deadlineMillis()),
                budgetMultiplyAdds.orElse(before.budgetMultiplyAdds()),
                framesPerSecond.orElse(before.framesPerSecond()),
                shadowShare.orElse(before.shadowShare()));
    }
}
