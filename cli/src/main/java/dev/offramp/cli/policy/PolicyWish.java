package dev.offramp.cli.policy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Measure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import java.util.Optional;

/**
 * What somebody wants of a policy; what is left open stays as it was.
 *
 * @param deadlineMillis     or {@link Limits#NONE}
 * @param budgetMultiplyAdds or {@link Limits#NONE}
 */
record PolicyWish(
        Optional<Measure> measure,
        Optional<Thresholds> thresholds,
        Optional<Temperatures> temperatures,
        Optional<Long> deadlineMillis,
        Optional<Long> budgetMultiplyAdds,
        Optional<Double> shadowShare) {

    static final PolicyWish NOTHING = new PolicyWish(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** The same, with what a criterion says wherever this says nothing of it. */
    PolicyWish over(Criterion criterion) {
        return new PolicyWish(
                measure.or(() -> Optional.of(criterion.measure())),
                thresholds.or(() -> Optional.of(criterion.thresholds())),
                temperatures.or(() -> Optional.of(criterion.temperatures())),
                deadlineMillis,
                budgetMultiplyAdds,
                shadowShare);
    }

    /** The same, with other thresholds. */
    PolicyWish with(Thresholds others) {
        return new PolicyWish(
                measure, Optional.of(others), temperatures, deadlineMillis, budgetMultiplyAdds, shadowShare);
    }

    /** The same, with a deadline in milliseconds, or {@link Limits#NONE}. */
    PolicyWish within(long millis) {
        return new PolicyWish(measure, thresholds, temperatures, Optional.of(millis), budgetMultiplyAdds, shadowShare);
    }

    boolean isEmpty() {
        return equals(NOTHING);
    }

    /** The policy that results from the one before, or a failure that says what is missing or does not fit. */
    Policy over(Optional<Policy> before, long version) {
        Optional<Criterion> criterion = before.map(Policy::criterion);
        Thresholds nextThresholds =
                thresholds.or(() -> criterion.map(Criterion::thresholds)).orElseThrow(PolicyWish::nothingToStartFrom);
        Measure nextMeasure =
                measure.or(() -> criterion.map(Criterion::measure)).orElseGet(() -> anyMeasureFor(nextThresholds));
        checkScale(criterion, nextMeasure);
        checkRange(nextMeasure, nextThresholds);
        Temperatures nextTemperatures =
                temperatures.or(() -> criterion.map(Criterion::temperatures)).orElse(Temperatures.NONE);
        Limits limits = before.map(Policy::limits).orElse(Limits.UNLIMITED);
        return new Policy(
                version,
                new Criterion(nextMeasure, nextTemperatures, nextThresholds),
                new Limits(
                        deadlineMillis.orElse(limits.deadlineMillis()),
                        budgetMultiplyAdds.orElse(limits.budgetMultiplyAdds())),
                shadowShare.orElse(before.map(Policy::shadowShare).orElse(0d)));
    }

    private static CommandFailure nothingToStartFrom() {
        return new CommandFailure(
                "no policy of this scope is in force to start from: give --measure and --thresholds, or --bundle DIR to start"
                        + " from its recommended policy");
    }

    private static Measure anyMeasureFor(Thresholds thresholds) {
        if (thresholds.equals(Thresholds.closed(thresholds.count()))) {
            return Measure.MAX_SOFTMAX;
        }
        throw nothingToStartFrom();
    }

    private void checkScale(Optional<Criterion> before, Measure next) {
        if (thresholds.isEmpty() && before.isPresent() && before.get().measure() != next) {
            throw new CommandFailure("the thresholds in force are for "
                    + PolicyField.nameOf(before.get().measure()) + " and mean nothing under "
                    + PolicyField.nameOf(next) + ": give --thresholds too");
        }
    }

    private static void checkRange(Measure measure, Thresholds thresholds) {
        for (int exit = 1; exit <= thresholds.count(); exit++) {
            float threshold = thresholds.at(exit);
            if (measure != Measure.PATIENCE && threshold != Thresholds.CLOSED && !(threshold >= 0 && threshold <= 1)) {
                throw new CommandFailure("the threshold of exit " + exit + " is " + threshold + "; under "
                        + PolicyField.nameOf(measure) + " it is 0 to 1, or 'closed'");
            }
        }
    }
}
