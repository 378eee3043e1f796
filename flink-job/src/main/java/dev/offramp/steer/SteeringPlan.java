package dev.offramp.steer;

import dev.offramp.budget.BudgetCurve;
import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.SteeringLaw;
import dev.offramp.policy.Criterion;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Temperatures;
import java.io.Serializable;

/**
 * What is steered with: a goal, the curve to move on, and the policy to begin with.
 *
 * @param temperatures that the curve's thresholds are for
 * @param initial      the policy where the topic has none
 * @param subtasks     of the stages
 */
public record SteeringPlan(
        SteerSettings settings, BudgetCurve curve, Temperatures temperatures, Policy initial, int subtasks)
        implements Serializable {

    SteeringLaw law() {
        return new SteeringLaw(curve, settings.goal(), settings.acceptedDisagreement(), subtasks);
    }

    int earlyExits() {
        return initial.thresholds().count();
    }

    /** The policy that follows another and puts the exits at a point of the curve. */
    Policy policy(Policy before, CurvePoint point) {
        Criterion criterion = new Criterion(curve.measure(), temperatures, point.thresholds());
        return new Policy(before.version() + 1, criterion, before.limits(), settings.shadowShare());
    }

    /** Whether one decides otherwise than the other. */
    boolean differ(Policy one, Policy other) {
        return !one.criterion().equals(other.criterion()) || one.shadowShare() != other.shadowShare();
    }
}
