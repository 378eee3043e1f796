package dev.offramp.cli.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/** What of one stream waits to be sent, in order, and how much that is. Not thread-safe. */
final class Backlog {

    static final int MOST_RECORDS = 50;
    static final long MOST_BYTES = 4L << 20;

    /** One that waits. */
    sealed interface Waiting {}

    /** @param before pictures between it and what waited before it */
    record Capture(Captured captured, LeftOut before, CameraTelemetry camera) implements Waiting {}

    /** @param before as of a capture, known when it waits no more */
    record End(Supplier<LeftOut> before) implements Waiting {}

    private final SharedRoom room;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int records;
    private long bytes;

    /** @param room that it shares with others */
    Backlog(SharedRoom room) {
        this.room = room;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Lets it wait, where there is room. */
    boolean offer(Capture capture) {
        long more = capture.captured().bytes();
        if (records >= MOST_RECORDS || bytes >= MOST_BYTES || !room.take(bytes, more)) {
            return false;
        }
        waiting.add(capture);
        records++;
        bytes += more;
        return true;
    }

    void add(End end) {
        waiting.add(end);
    }

    /** The oldest, which waits no more. */
    Optional<Waiting> poll() {
        Optional<Waiting> oldest = Optional.ofNullable(waiting.poll());
        oldest.ifPresent(this::left);
        return oldest;
    }

    /** The oldest but for ends, which waits no more. */
    Optional<Capture> dropOldest() {
        for (Waiting oldest : waiting) {
            if (oldest instanceof Capture capture) {
                waiting.remove(oldest);
                left(oldest);
                return Optional.of(capture);
            }
        }
        return Optional.empty();
    }

    private void left(Waiting one) {
        if (one instanceof Capture capture) {
            long less = capture.captured().bytes();
            room.give(bytes, less);
            records--;
            bytes -= less;
        }
    }
}
