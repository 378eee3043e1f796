package dev.offramp.cli.analysis;

import dev.offramp.throughput.DearestStreams;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.TotalsSum;
import dev.offramp.throughput.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest windows of a job, in the order of their starts. However many there are, only so many are held: older ones of one
 * bundle are added up in pairs, so that a long time is there too, less finely. Not thread-safe.
 */
public final class WindowHistory {

    private final long spanMillis;
    private final int most;
    private final List<ServedWindow> windows = new ArrayList<>();

    /**
     * A history of so long.
     *
     * @param most windows that are held, at least 4
     */
    public WindowHistory(Duration span, int most) {
        this.spanMillis = span.toMillis();
        this.most = most;
    }

    /** Adds one; where it is there already, as after a restart of the job, it is replaced. */
    public void add(ServedWindow added) {
        windows.removeIf(one -> isSame(one, added));
        int place = windows.size();
        while (place > 0 && start(windows.get(place - 1)) > start(added)) {
            place--;
        }
        windows.add(place, added);
        long oldest = windows.get(windows.size() - 1).window().endMillis() - spanMillis;
        windows.removeIf(one -> one.window().endMillis() < oldest);
        if (windows.size() > most) {
            thinOut();
        }
    }

    /** All of them. */
    public List<ServedWindow> windows() {
        return List.copyOf(windows);
    }

    /** Those that lie within an interval, added up by bundle: the one that answered most first; empty where there are none. */
    public List<ServedWindow> between(long fromMillis, long toMillis) {
        return sums(windows.stream()
                .filter(one -> start(one) >= fromMillis && one.window().endMillis() <= toMillis)
                .toList());
    }

    /** Windows added up by bundle, the one that answered most first. */
    public static List<ServedWindow> sums(List<ServedWindow> windows) {
        return windows.stream()
                .map(ServedWindow::bundle)
                .distinct()
                .map(bundle -> sum(windows.stream()
                        .filter(one -> one.bundle().equals(bundle))
                        .toList()))
                .sorted((a, b) -> Long.compare(
                        b.window().totals().samples(), a.window().totals().samples()))
                .toList();
    }

    private static boolean isSame(ServedWindow one, ServedWindow other) {
        return start(one) == start(other)
                && one.window().endMillis() == other.window().endMillis()
                && one.bundle().equals(other.bundle());
    }

    private static long start(ServedWindow one) {
        return one.window().startMillis();
    }

    /** Pairs of neighbours in the older half become one. */
    private void thinOut() {
        List<ServedWindow> thinned = new ArrayList<>();
        int old = windows.size() / 2;
        for (int i = 0; i < old; i++) {
            ServedWindow one = windows.get(i);
            if (i + 1 < old && windows.get(i + 1).bundle().equals(one.bundle())) {
                i++;
                thinned.add(sum(List.of(one, windows.get(i))));
            } else {
                thinned.add(one);
            }
        }
        thinned.addAll(windows.subList(old, windows.size()));
        windows.clear();
        windows.addAll(thinned);
    }

    private static ServedWindow sum(List<ServedWindow> parts) {
        TotalsSum totals = new TotalsSum();
        parts.forEach(part -> totals.add(part.window().totals()));
        DearestStreams streams = DearestStreams.over(
                parts.stream().map(part -> part.window().totals().streams()).toList());
        long start = parts.stream().mapToLong(WindowHistory::start).min().orElseThrow();
        long end = parts.stream()
                .mapToLong(part -> part.window().endMillis())
                .max()
                .orElseThrow();
        int exits = parts.stream().mapToInt(ServedWindow::exits).max().orElseThrow();
        return new ServedWindow(
                parts.get(0).bundle(),
                exits,
                new Window(start, end, totals.totals().with(streams)));
    }
}
