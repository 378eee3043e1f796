package dev.offramp.cli.analysis;

import dev.offramp.budget.Interval;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.WindowFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a change of policy did: the minute before it beside the minute after it. */
public final class ChangeEffect {

    /** How long before and after a change is looked at. */
    public static final long SPAN_MILLIS = 60_000;

    private static final double NOTABLE_SHARE = .001;

    private ChangeEffect() {}

    /**
     * In a sentence; empty where nothing was answered on one of both sides, or by another bundle.
     *
     * @param windows    of the job, oldest first
     * @param lastMillis when the change before it was made
     * @param atMillis   when it was made
     * @param nextMillis when the one after it was made, or now
     */
    public static Optional<String> ofPolicy(
            List<ServedWindow> windows, long lastMillis, long atMillis, long nextMillis) {
        List<ServedWindow> after = between(windows, atMillis, Math.min(nextMillis, atMillis + SPAN_MILLIS));
        return after.stream()
                .limit(1)
                .flatMap(is -> between(windows, Math.max(lastMillis, atMillis - SPAN_MILLIS), atMillis).stream()
                        .filter(was -> was.bundle().equals(is.bundle()))
                        .map(was -> sentence(was.figures(), is.figures())))
                .findFirst();
    }

    /** The same of a change of the bundle: the old one beside the new one. */
    public static Optional<String> ofBundle(
            List<ServedWindow> windows, long lastMillis, long atMillis, long nextMillis) {
        List<ServedWindow> before = between(windows, Math.max(lastMillis, atMillis - SPAN_MILLIS), atMillis);
        return before.stream()
                .limit(1)
                .flatMap(was -> between(windows, atMillis, Math.min(nextMillis, atMillis + SPAN_MILLIS)).stream()
                        .filter(is -> !is.bundle().equals(was.bundle()))
                        .map(is -> sentence(was.figures(), is.figures())))
                .findFirst();
    }

    private static List<ServedWindow> between(List<ServedWindow> windows, long fromMillis, long toMillis) {
        return WindowHistory.sums(windows.stream()
                .filter(one ->
                        one.window().startMillis() >= fromMillis && one.window().endMillis() <= toMillis)
                .filter(one -> one.window().totals().samples() > 0)
                .toList());
    }

    private static String sentence(WindowFigures before, WindowFigures after) {
        List<String> parts = new ArrayList<>();
        double change = after.meanMultiplyAdds() / before.meanMultiplyAdds() - 1;
        parts.add(format(
                "cost %.2f to %.2f M multiply-adds a sample (%+.1f %%)",
                before.meanMultiplyAdds() / 1e6, after.meanMultiplyAdds() / 1e6, 100 * change));
        for (int k = 0; k < Math.min(before.exits().size(), after.exits().size()); k++) {
            double was = before.exits().get(k).share();
            double is = after.exits().get(k).share();
            if (Math.abs(is - was) >= NOTABLE_SHARE) {
                parts.add(format("exit %d %.1f to %.1f %%", k + 1, 100 * was, 100 * is));
            }
        }
        accuracy(before, after).ifPresent(parts::add);
        return "From the time before (a minute at most) to the time after: " + String.join(", ", parts) + ".";
    }

    /** Two shares differ clearly where the interval of neither holds the other. */
    private static Optional<String> accuracy(WindowFigures before, WindowFigures after) {
        if (before.labelled() == 0 || after.labelled() == 0) {
            return Optional.empty();
        }
        Interval was = Interval.ofShare(before.correct(), before.labelled());
        Interval is = Interval.ofShare(after.correct(), after.labelled());
        boolean isClear = !was.contains(is.value()) && !is.contains(was.value());
        return Optional.of(format(
                "accuracy %.1f to %.1f %%%s",
                100 * was.value(), 100 * is.value(), isClear ? "" : " (no clear difference)"));
    }

    private static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }
}
