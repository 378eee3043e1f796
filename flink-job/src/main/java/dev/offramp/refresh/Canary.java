package dev.offramp.refresh;

import dev.offramp.bundle.store.BundleSource;

/**
 * A canary, or a shadow, that a rule decides about.
 *
 * @param order    that holds, with the rule
 * @param watch    over it
 * @param promoted whether it was ordered to serve; when it does, its trial ends
 */
public record Canary(Order order, CandidateWatch watch, boolean promoted) {

    /** One of which nothing was seen yet. */
    static Canary begin(Order order, long sinceMillis) {
        Design design = order.role() == Role.SHADOW ? Design.PAIRED : Design.TWO_SAMPLE;
        return new Canary(order, CandidateWatch.begin(PromotionRule.parse(order.rule()), design, sinceMillis), false);
    }

    BundleSource source() {
        return order.source().orElseThrow();
    }

    Canary with(ComparedWindow window) {
        return new Canary(order, watch.with(window), promoted);
    }

    Canary at(long millis) {
        return new Canary(order, watch.at(millis), promoted);
    }

    Canary ordered() {
        return new Canary(order, watch, true);
    }
}
