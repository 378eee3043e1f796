package dev.offramp.refresh;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Holds a candidate against its rule, window after window. It is taken back as soon as one condition surely fails on what the last
 * windows showed, and takes over once all held on all that was seen for as long as the rule says. Pure: times come from outside. Not
 * thread-safe.
 */
final class CandidateWatch {

    /** What is to become of the candidate. */
    enum Outcome {
        WAIT,
        PROMOTE,
        ROLL_BACK
    }

    /** One window of time. */
    private record Window(long endMillis, Comparison seen) {}

    private final PromotionRule rule;
    private final long sinceMillis;
    private final Deque<Window> windows = new ArrayDeque<>();

    /** @param sinceMillis when the candidate began to answer */
    CandidateWatch(PromotionRule rule, long sinceMillis) {
        this.rule = rule;
        this.sinceMillis = sinceMillis;
    }

    /** One more window was seen; windows come in their order. */
    Outcome observe(long endMillis, Comparison seen) {
        windows.add(new Window(endMillis, seen));
        while (windows.getFirst().endMillis() <= endMillis - rule.lasting().toMillis()) {
            windows.removeFirst();
        }
        return switch (rule.on(seen())) {
            case FAILS -> Outcome.ROLL_BACK;
            case HOLDS -> endMillis - sinceMillis >= rule.lasting().toMillis() ? Outcome.PROMOTE : Outcome.WAIT;
            case OPEN -> Outcome.WAIT;
        };
    }

    /** What the windows of the rule's time showed together. */
    Comparison seen() {
        return windows.stream().map(Window::seen).reduce(Comparison.NOTHING, Comparison::and);
    }
}
