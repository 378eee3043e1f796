package dev.offramp.cli.analysis;

import dev.offramp.sample.BundleId;
import dev.offramp.throughput.DearestStreams;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.TotalsSum;
import dev.offramp.throughput.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest windows of a job, in the order of their starts. However many there are, only so many are held: neighbours of one
 * bundle are added up, those that make the shortest sum first, so that a long time is there too, evenly less finely. Not thread-safe.
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
        windows.removeIf(one -> start(one) < oldest);
        while (windows.size() > most && mergeShortestPair()) {
            // until few enough are left, or none can be added up
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

    /** Of windows those of the newest so many intervals, whichever bundles answered in them. */
    public static List<ServedWindow> newest(List<ServedWindow> windows, int intervals) {
        long oldest = windows.stream()
                .map(WindowHistory::start)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(intervals)
                .reduce(Long.MAX_VALUE, Long::min);
        return windows.stream().filter(one -> start(one) >= oldest).toList();
    }

    private static boolean isSame(ServedWindow one, ServedWindow other) {
        return start(one) == start(other)
                && one.window().endMillis() == other.window().endMillis()
                && one.bundle().equals(other.bundle());
    }

    private static long start(ServedWindow one) {
        return one.window().startMillis();
    }

    /** Of two that are as short the older pair, so that what is new stays fine. */
    private boolean mergeShortestPair() {
        Map<BundleId, Integer> before = new HashMap<>();
        long shortest = Long.MAX_VALUE;
        int first = -1;
        int second = -1;
        for (int i = 0; i < windows.size(); i++) {
            Integer neighbour = before.put(windows.get(i).bundle(), i);
            if (neighbour != null && jointMillis(neighbour, i) < shortest) {
                shortest = jointMillis(neighbour, i);
                first = neighbour;
                second = i;
            }
        }
        if (first < 0) {
            return false;
        }
        windows.set(first, sum(List.of(windows.get(first), windows.remove(second))));
        return true;
    }

    private long jointMillis(int first, int second) {
        return windows.get(second).window().endMillis() - start(windows.get(first));
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
