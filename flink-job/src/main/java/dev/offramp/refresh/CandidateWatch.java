package dev.offramp.refresh;

import dev.offramp.refresh.Condition.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Holds a candidate against its rule in event time. It takes over where every condition surely holds on what the rule's time showed, and
 * nowhere in that time more than a tenth of it went by without samples. It is taken back where a condition surely fails on samples of
 * a minute, or of a tenth of the rule's time where that is less: a short window is no reason. Pure; see RATIONALE.md beside this class.
 *
 * @param design      how it is compared
 * @param sinceMillis event time, since the Unix epoch, from which it answers
 * @param nowMillis   event time that was reached; windows that end later wait
 * @param windows     of the rule's time before it, and as long behind it, by their beginnings; a bounded number
 */
public record CandidateWatch(
        PromotionRule rule, Design design, long sinceMillis, long nowMillis, List<ComparedWindow> windows) {

    /** Windows that begin in the same of so many parts of the rule's time are kept as one. */
    private static final int PARTS = 60;

    private static final int TENTH = 10;
    private static final long MINUTE_MILLIS = 60_000;

    /** What is to become of the candidate. */
    public enum Outcome {
        WAIT,
        PROMOTE,
        ROLL_BACK
    }

    public CandidateWatch {
        windows = List.copyOf(windows);
    }

    /** A watch that has seen nothing yet. */
    public static CandidateWatch begin(PromotionRule rule, Design design, long sinceMillis) {
        return new CandidateWatch(rule, design, sinceMillis, sinceMillis, List.of());
    }

    /**
     * With one more window, in whatever order they come; the same, where the window begins before the candidate or before the rule's time,
     * or further ahead than the rule lasts.
     */
    public CandidateWatch with(ComparedWindow window) {
        long start = window.startMillis();
        if (start < Math.max(sinceMillis, fromMillis()) || start > nowMillis + lastingMillis()) {
            return this;
        }
        List<ComparedWindow> all = new ArrayList<>(windows);
        int at = 0;
        while (at < all.size() && part(all.get(at)) < part(window)) {
            at++;
        }
        if (at < all.size() && part(all.get(at)) == part(window)) {
            all.set(at, all.get(at).and(window));
        } else {
            all.add(at, window);
        }
        return new CandidateWatch(rule, design, sinceMillis, nowMillis, all);
    }

    private long part(ComparedWindow window) {
        return Math.floorDiv(window.startMillis(), Math.max(1, lastingMillis() / PARTS));
    }

    /** At a later time; time does not go back. */
    public CandidateWatch at(long millis) {
        long now = Math.max(nowMillis, millis);
        List<ComparedWindow> kept = windows.stream()
                .filter(window -> window.startMillis() >= now - lastingMillis())
                .toList();
        return new CandidateWatch(rule, design, sinceMillis, now, kept);
    }

    /** What is to become of it now. */
    public Outcome outcome() {
        Evidence evidence = evidence();
        Comparison seen = evidence.total(design);
        boolean takesOver = fromMillis() >= sinceMillis;
        for (Condition condition : rule.conditions()) {
            Verdict verdict = condition.on(seen);
            if (verdict == Verdict.FAILS && isLong(evidence.coveredMillis(condition.quantity()))) {
                return Outcome.ROLL_BACK;
            }
            takesOver &= verdict == Verdict.HOLDS && isCovered(evidence, condition);
        }
        return takesOver ? Outcome.PROMOTE : Outcome.WAIT;
    }

    private boolean isLong(long millis) {
        return millis >= MINUTE_MILLIS || millis * TENTH >= lastingMillis();
    }

    private boolean isCovered(Evidence evidence, Condition condition) {
        return evidence.longestGapMillis(condition.quantity()) * TENTH <= lastingMillis();
    }

    /** Each condition with what was seen, and in how much of the rule's time. */
    public String told() {
        Evidence evidence = evidence();
        Comparison seen = evidence.total(design);
        return rule.conditions().stream()
                .map(condition -> condition.told(seen) + ", seen in "
                        + evidence.coveredMillis(condition.quantity()) / 1000 + " of "
                        + rule.lasting().toSeconds() + " s")
                .collect(Collectors.joining("; "));
    }

    private Evidence evidence() {
        List<ComparedWindow> ended = windows.stream()
                .filter(window -> window.endMillis() <= nowMillis)
                .toList();
        return new Evidence(ended, fromMillis(), nowMillis);
    }

    private long fromMillis() {
        return nowMillis - lastingMillis();
    }

    private long lastingMillis() {
        return rule.lasting().toMillis();
    }
}
