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

    static final int MOST_FRAMES = 50;
    static final long MOST_BYTES = 4L << 20;

    /** Records that are sent and unanswered; what Kafka's client has cannot be dropped any more. */
    static final int MOST_IN_FLIGHT = 32;

    private sealed interface Waiting {}

    private record Picture(CapturedFrame frame, CameraTelemetry camera) implements Waiting {}

    private record End() implements Waiting {}

    private final String stream;
    private final FrameRecords records;
    private final Consumer<Outbox> ready;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private int waitingFrames;
    private int inFlight;
    private int lost;
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
        if (oldest instanceof Picture picture) {
            outgoing = Optional.of(outgoing(picture));
        } else if (oldest instanceof End) {
            outgoing = records.end(lostSoFar(0))
                    .map(value -> new Outgoing(stream, value, () -> answered(0), () -> answered(0)));
        }
        inFlight += outgoing.isPresent() ? 1 : 0;
        listed = false;
        list();
        return outgoing;
    }

    private Outgoing outgoing(Picture picture) {
        left(picture);
        CameraTelemetry camera = picture.camera();
        Runnable delivered = () -> {
            camera.published();
            answered(0);
        };
        Runnable refused = () -> {
            camera.dropped(1);
            answered(1);
        };
        int dropped = lostSoFar(picture.frame().lostBefore());
        return new Outgoing(stream, records.frame(picture.frame(), dropped), delivered, refused);
    }

    private synchronized void answered(int refused) {
        lost += refused;
        inFlight--;
        list();
    }

    private int lostSoFar(int andBefore) {
        int all = lost + andBefore;
        lost = 0;
        return all;
    }

    private void left(Picture picture) {
        waitingFrames--;
        waitingBytes -= picture.frame().jpeg().remaining();
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
        return waitingFrames >= MOST_FRAMES || waitingBytes >= MOST_BYTES;
    }

    private void dropOldest() {
        for (Waiting oldest : waiting) {
            if (oldest instanceof Picture picture) {
                waiting.remove(oldest);
                left(picture);
                lost += 1 + picture.frame().lostBefore();
                picture.camera().dropped(1);
                return;
            }
        }
    }

    /** Where one camera puts its pictures, until it ends or another comes. */
    final class Entrance {

        private final boolean waits;
        private final CameraTelemetry camera;
        private boolean closed;

        private Entrance(boolean waits, CameraTelemetry camera) {
            this.waits = waits;
            this.camera = camera;
        }

        /** Puts a picture in; waits, or makes room, where there is none. A closed entrance takes nothing and says nothing. */
        void put(CapturedFrame frame) throws InterruptedException {
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
                waitingFrames++;
                waitingBytes += frame.jpeg().remaining();
                add(new Picture(frame, camera));
            }
        }

        /** Closes it behind the last picture. */
        void end() {
            synchronized (Outbox.this) {
                if (!closed) {
                    closed = true;
                    add(new End());
                    Outbox.this.notifyAll();
                }
            }
        }
    }
}
