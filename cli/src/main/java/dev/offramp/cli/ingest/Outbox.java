package dev.offramp.cli.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one stream has and Kafka does not have yet, bounded: where it is full, a live camera loses its oldest picture and a file waits.
 * It outlives its cameras, so that what a new one sends comes behind the end of the one before. Thread-safe.
 */
final class Outbox {

    static final int MOST_RECORDS = 50;
    static final long MOST_BYTES = 4L << 20;

    /** Records that are sent and unanswered; what Kafka's client has cannot be dropped any more. */
    static final int MOST_IN_FLIGHT = 32;

    private sealed interface Waiting {}

    private record Capture(Captured captured, LeftOut before, CameraTelemetry camera) implements Waiting {}

    private record End(LeftOut before) implements Waiting {}

    private final String stream;
    private final FrameRecords records;
    private final Consumer<Outbox> ready;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private int waitingRecords;
    private int inFlight;
    private LeftOut leftOut = LeftOut.NOTHING;
    private boolean listed;
    private @Nullable Entrance entrance;

    /**
     * @param ready hears of it when there is something to send, once for each call of {@link #next}
     */
    Outbox(String stream, Consumer<Outbox> ready) {
        this.stream = stream;
        this.records = new FrameRecords(stream);
        this.ready = ready;
    }

    /**
     * Lets a camera in, and the one before out.
     *
     * @param waits whether it waits where there is no room, rather than lose its oldest picture
     */
    synchronized Entrance enter(boolean waits, CameraTelemetry camera) {
        if (entrance != null) {
            entrance.end();
        }
        entrance = new Entrance(waits, camera);
        return entrance;
    }

    /** The oldest; empty where that turned out to be nothing. */
    synchronized Optional<Outgoing> next() {
        Waiting oldest = waiting.poll();
        Optional<Outgoing> outgoing = Optional.empty();
        if (oldest instanceof Capture capture) {
            outgoing = Optional.of(outgoing(capture));
        } else if (oldest instanceof End end) {
            outgoing = records.end(leftOutSoFar(end.before()))
                    .map(value -> new Outgoing(stream, value, this::answered, this::answered));
        }
        inFlight += outgoing.isPresent() ? 1 : 0;
        listed = false;
        list();
        return outgoing;
    }

    private Outgoing outgoing(Capture capture) {
        left(capture);
        Captured captured = capture.captured();
        CameraTelemetry camera = capture.camera();
        Runnable delivered = () -> {
            camera.published(captured.pictures());
            answered();
        };
        Runnable refused = () -> {
            camera.dropped(captured.pictures());
            refused(captured.pictures());
        };
        return new Outgoing(stream, records.record(captured, leftOutSoFar(capture.before())), delivered, refused);
    }

    private synchronized void refused(int pictures) {
        leftOut = leftOut.and(LeftOut.lost(pictures));
        answered();
    }

    private synchronized void answered() {
        inFlight--;
        list();
    }

    private LeftOut leftOutSoFar(LeftOut andMore) {
        LeftOut all = leftOut.and(andMore);
        leftOut = LeftOut.NOTHING;
        return all;
    }

    private void left(Capture capture) {
        waitingRecords--;
        waitingBytes -= capture.captured().bytes();
        notifyAll();
    }

    private void add(Waiting one) {
        waiting.add(one);
        list();
    }

    private void list() {
        if (!listed && !waiting.isEmpty() && inFlight < MOST_IN_FLIGHT) {
            listed = true;
            ready.accept(this);
        }
    }

    private boolean isFull() {
        return waitingRecords >= MOST_RECORDS || waitingBytes >= MOST_BYTES;
    }

    private void dropOldest() {
        for (Waiting oldest : waiting) {
            if (oldest instanceof Capture capture) {
                waiting.remove(oldest);
                left(capture);
                Captured captured = capture.captured();
                leftOut = leftOut.and(capture.before()).and(LeftOut.lost(captured.pictures()));
                capture.camera().dropped(captured.pictures());
                return;
            }
        }
    }

    /** Where one camera puts its pictures, until it ends or another comes. */
    final class Entrance {

        private final boolean waits;
        private final CameraTelemetry camera;
        private LeftOut pending = LeftOut.NOTHING;
        private boolean closed;

        private Entrance(boolean waits, CameraTelemetry camera) {
            this.waits = waits;
            this.camera = camera;
        }

        /** Puts a picture in; waits, or makes room, where there is none. A closed entrance takes nothing and says nothing. */
        void put(Captured captured) throws InterruptedException {
            synchronized (Outbox.this) {
                while (waits && isFull() && !closed) {
                    Outbox.this.wait();
                }
                if (closed) {
                    return;
                }
                while (isFull()) {
                    dropOldest();
                }
                waitingRecords++;
                waitingBytes += captured.bytes();
                add(new Capture(captured, pending.and(captured.before()), camera));
                pending = LeftOut.NOTHING;
            }
        }

        /** More pictures are missing before whatever comes next. */
        void leftOut(LeftOut more) {
            synchronized (Outbox.this) {
                pending = pending.and(more);
            }
        }

        /** Closes it behind the last picture. */
        void end() {
            synchronized (Outbox.this) {
                if (!closed) {
                    closed = true;
                    add(new End(pending));
                    Outbox.this.notifyAll();
                }
            }
        }
    }
}
