package dev.offramp.cli.analysis;

import dev.offramp.sample.BundleId;
import dev.offramp.throughput.DearestStreams;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.Totals;
import dev.offramp.throughput.TotalsSum;
import dev.offramp.throughput.Window;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The windows of an interval, at most so many times: where there are more, neighbours of one bundle are added up as they come, so that
 * a week takes no more memory than an hour. Not thread-safe.
 */
public final class WindowSlots {

    /** So many windows may come between one and its like, which a job publishes again after it was restarted. */
    private static final int HELD_BACK = 64;

    private record Key(long startMillis, long endMillis, BundleId bundle) {}

    private record Slot(long number, BundleId bundle) {}

    private final long fromMillis;
    private final long toMillis;
    private final int most;
    private final Map<Key, ServedWindow> newest = new LinkedHashMap<>();
    private final Set<Key> seen = new HashSet<>();
    private final Map<Slot, Sum> slots = new HashMap<>();
    private long widthMillis;

    /**
     * None yet.
     *
     * @param most slots in time
     */
    public WindowSlots(long fromMillis, long toMillis, int most) {
        this.fromMillis = fromMillis;
        this.toMillis = toMillis;
        this.most = most;
    }

    /** Takes a window if it lies within the interval, as a whole; one that was there already is replaced, or left where it is too late. */
    public void add(ServedWindow served) {
        Window window = served.window();
        if (window.startMillis() < fromMillis || window.endMillis() > toMillis) {
            return;
        }
        if (widthMillis == 0) {
            widthMillis = width(window.endMillis() - window.startMillis());
        }
        var key = new Key(window.startMillis(), window.endMillis(), served.bundle());
        if (seen.add(key) || newest.containsKey(key)) {
            newest.put(key, served);
        }
        if (newest.size() > HELD_BACK) {
            sum(newest.remove(newest.keySet().iterator().next()));
        }
    }

    /** How many windows there were. */
    public int count() {
        return seen.size();
    }

    /** The slots that have any, in the order of time; nothing is added afterwards. */
    public List<ServedWindow> windows() {
        newest.values().forEach(this::sum);
        newest.clear();
        return slots.values().stream()
                .map(Sum::window)
                .sorted(Comparator.<ServedWindow>comparingLong(
                                served -> served.window().startMillis())
                        .thenComparing(served -> served.bundle().toString()))
                .toList();
    }

    /** Whole windows, so that all slots are as long. */
    private long width(long windowMillis) {
        long least = Math.floorDiv(toMillis - fromMillis + most - 1, most);
        return windowMillis * Math.max(1, (least + windowMillis - 1) / windowMillis);
    }

    private void sum(ServedWindow served) {
        long number = (served.window().startMillis() - fromMillis) / widthMillis;
        slots.computeIfAbsent(new Slot(number, served.bundle()), Sum::new).add(served);
    }

    private static final class Sum {

        private final BundleId bundle;
        private final TotalsSum totals = new TotalsSum();
        private DearestStreams streams = DearestStreams.NONE;
        private long start = Long.MAX_VALUE;
        private long end;
        private int exits;

        Sum(Slot slot) {
            this.bundle = slot.bundle();
        }

        void add(ServedWindow served) {
            Totals added = served.window().totals();
            totals.add(added.with(DearestStreams.NONE)); // of windows one after the other they add up otherwise
            streams = DearestStreams.over(List.of(streams, added.streams()));
            start = Math.min(start, served.window().startMillis());
            end = Math.max(end, served.window().endMillis());
            exits = Math.max(exits, served.exits());
        }

        ServedWindow window() {
            return new ServedWindow(
                    bundle, exits, new Window(start, end, totals.totals().with(streams)));
        }
    }
}
