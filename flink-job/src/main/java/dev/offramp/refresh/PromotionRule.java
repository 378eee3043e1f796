package dev.offramp.refresh;

import java.time.Duration;
import java.util.List;

/**
 * When a candidate takes over by itself, and when it is taken back: {@code agreement >= 98% and cost <= 1.1x for 10 min}.
 *
 * @param lasting from 1 s to 168 h, for which all must hold, on what was seen in that time
 */
public record PromotionRule(List<Condition> conditions, Duration lasting) {

    static final Duration LONGEST = Duration.ofDays(7);

    public PromotionRule {
        conditions = List.copyOf(conditions);
    }

    /**
     * Reads a rule as people write it.
     *
     * @throws IllegalArgumentException saying what is wrong with it, where that stands, and what would be right
     */
    public static PromotionRule parse(String text) {
        return new RuleParser(text).parse();
    }
}
