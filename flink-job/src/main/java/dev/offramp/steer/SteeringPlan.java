package dev.offramp.steer;

import dev.offramp.budget.BudgetCurve;
import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.SteeringLaw;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.ServedBundle;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Wish;
import dev.offramp.rejects.Refusal;
import java.io.Serializable;

/**
 * What is steered with: a goal, the curve to move on, and the bundle whose thresholds they are.
 *
 * @param temperatures that the curve's thresholds are for
 * @param parallelism  of the stages
 */
public record SteeringPlan(
        SteerSettings settings,
        BudgetCurve curve,
        Temperatures temperatures,
        ServedBundle bundle,
        StageParallelism parallelism)
        implements Serializable {

    SteeringLaw law() {
        return new SteeringLaw(curve, settings.goal(), settings.acceptedDisagreement());
    }

    int exits() {
        return bundle.recommended().thresholds().count() + 1;
    }

    /** The terms that follow others and put the exits at a point of the curve; limits stay as they are. */
    PolicyTerms terms(PolicyTerms before, CurvePoint point) {
        Criterion criterion = new Criterion(curve.measure(), temperatures, point.thresholds());
        PolicyTerms after = before.with(new Wish.ThresholdsOf(bundle.id(), criterion));
        return settings.shadowShare() > 0 ? after.withShadowShare(settings.shadowShare()) : after;
    }

    /** Whether one decides otherwise than the other. */
    boolean differ(PolicyTerms one, PolicyTerms other) throws Refusal {
        return !bundle.resolve(one.wish()).equals(bundle.resolve(other.wish()))
                || one.shadowShare() != other.shadowShare();
    }
}
