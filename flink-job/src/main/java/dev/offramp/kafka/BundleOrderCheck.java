package dev.offramp.kafka;

import dev.offramp.policy.Scope;
import dev.offramp.refresh.Order;
import dev.offramp.refresh.PromotionRule;
import dev.offramp.refresh.Role;
import dev.offramp.rejects.Refusal;

/** Whether an order says something that can be, as whoever reads it from the topic judges it. */
public final class BundleOrderCheck {

    private BundleOrderCheck() {}

    /**
     * Passes an order that can be.
     *
     * @throws Refusal with the value at fault
     */
    public static void check(Order order) throws Refusal {
        if ((order.scope() == Scope.DEFAULT) != order.target().isEmpty()) {
            throw BundleFields.bad("scope " + order.scope() + " has target '" + order.target()
                    + "'; a target is for groups and streams");
        }
        if (order.version() < 1) {
            throw BundleFields.bad("version must be at least 1, was " + order.version());
        }
        if (!(order.share() > 0 && order.share() <= 1)) {
            throw BundleFields.bad("share must be above 0 and at most 1, was " + order.share());
        }
        BundleFields.text("target", order.target());
        BundleFields.text("author", order.author());
        BundleFields.text("reason", order.reason());
        checkRole(order);
        checkRule(order);
        checkTime(order);
    }

    private static void checkRole(Order order) throws Refusal {
        boolean serves = order.role() == Role.SERVING;
        if (order.source().isEmpty() ? !serves : order.onTrial() == serves) {
            throw BundleFields.bad("role is " + order.role() + " with onTrial " + order.onTrial()
                    + (order.source().isEmpty() ? " and no bundle" : "")
                    + "; CANARY and SHADOW are on trial, SERVING is not, and is where there is no bundle");
        }
        if (serves && order.share() != 1) {
            throw BundleFields.bad("share must be 1 of what is not on trial, was " + order.share());
        }
    }

    private static void checkRule(Order order) throws Refusal {
        BundleFields.text("rule", order.rule());
        if (order.rule().isEmpty()) {
            return;
        }
        if (order.role() == Role.SERVING) {
            throw BundleFields.bad("rule is for what is on trial, was '" + order.rule() + "'");
        }
        try {
            PromotionRule.parse(order.rule());
        } catch (IllegalArgumentException e) {
            throw BundleFields.bad(String.valueOf(e.getMessage()));
        }
    }

    private static void checkTime(Order order) throws Refusal {
        long from = order.validFromMillis().orElse(0);
        if (from < 0 || from > SampleFields.LAST_MILLIS) {
            throw BundleFields.bad("validFrom must be from 1970 to 9999, was " + from + " ms after 1970-01-01");
        }
    }
}
