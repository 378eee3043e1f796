package dev.offramp.cli.ingest;

import java.util.ArrayDeque;
import java.util.Deque;

/** A count's rise a second over the last seconds, from how it stood whenever somebody asked. Thread-safe. */
final class FrameRate {

    private static final long WINDOW_NANOS = 5_000_000_000L;
    private static final long FINEST_NANOS = 200_000_000L;
    private static final double NANOS = 1e9;

    private record Mark(long nanos, long count) {}

    private final Deque<Mark> marks = new ArrayDeque<>();

    /** @param nanos of a clock that only goes forward */
    synchronized double perSecond(long count, long nanos) {
        while (marks.size() > 1 && nanos - marks.getFirst().nanos() > WINDOW_NANOS) {
            marks.removeFirst();
        }
        if (marks.isEmpty() || nanos - marks.getLast().nanos() >= FINEST_NANOS) {
            marks.add(new Mark(nanos, count));
        }
        Mark oldest = marks.getFirst();
        long passed = nanos - oldest.nanos();
        return passed < FINEST_NANOS ? 0 : (count - oldest.count()) * NANOS / passed;
    }
}
