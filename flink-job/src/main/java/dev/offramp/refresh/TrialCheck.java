package dev.offramp.refresh;

import dev.offramp.policy.Scope;
import java.util.Optional;

/** What this release does not do with what is on trial. */
public final class TrialCheck {

    private TrialCheck() {}

    /**
     * Why an order cannot be obeyed; empty where it can.
     *
     * @param order whose rule can be read
     */
    public static Optional<String> problem(Order order) {
        if (order.rule().isEmpty()) {
            return Optional.empty();
        }
        if (order.scope() != Scope.DEFAULT) {
            return Optional.of("a rule decides trials for every stream only, and this is one for "
                    + order.scope().key(order.target()) + "; leave the rule out, and promote or withdraw it yourself");
        }
        return order.role() == Role.CANARY && wantsAgreement(order)
                ? Optional.of("agreement is known of shadows only, and this is a canary; a rule for it is of accuracy,"
                        + " accuracy-loss, cost or latency")
                : Optional.empty();
    }

    private static boolean wantsAgreement(Order order) {
        return PromotionRule.parse(order.rule()).conditions().stream()
                .anyMatch(condition -> condition.quantity() == Quantity.AGREEMENT);
    }
}
