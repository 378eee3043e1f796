package dev.offramp.cli.ingest;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one stream has and Kafka does not have yet, bounded: where it is full, a live camera loses its oldest picture and a file waits.
 * It outlives its cameras, so that what a new one sends comes behind the end of the one before. Thread-safe.
 */
final class Outbox {

    /** Room that others give back is not told. */
    private static final long ASK_FOR_ROOM_MILLIS = 50;

    private final String stream;
    private final FrameRecords records;
    private final Consumer<Outbox> ready;
    private final Backlog backlog;
    private LeftOut leftOut = LeftOut.NOTHING;
    private boolean listed;
    private @Nullable Entrance entrance;

    /**
     * @param room  that it shares with the others
     * @param ready hears of it when there is something to send, once for each call of {@link #next}
     */
    Outbox(String stream, SharedRoom room, Consumer<Outbox> ready) {
        this.stream = stream;
        this.records = new FrameRecords(stream);
        this.backlog = new Backlog(room);
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
        Optional<Outgoing> outgoing = backlog.poll().flatMap(this::outgoing);
        notifyAll();
        listed = false;
        list();
        return outgoing;
    }

    private Optional<Outgoing> outgoing(Backlog.Waiting oldest) {
        if (oldest instanceof Backlog.Capture capture) {
            return Optional.of(outgoing(capture));
        }
        LeftOut before = leftOutSoFar(((Backlog.End) oldest).before().get());
        Optional<Outgoing> end = records.end(before).map(value -> new Outgoing(stream, value, () -> {}, () -> {}));
        if (end.isEmpty()) {
            leftOut = before; // for the next that is written
        }
        return end;
    }

    private Outgoing outgoing(Backlog.Capture capture) {
        Captured captured = capture.captured();
        CameraTelemetry camera = capture.camera();
        return new Outgoing(
                stream,
                records.record(captured, leftOutSoFar(capture.before())),
                () -> camera.published(captured.pictures()),
                () -> refused(captured, camera));
    }

    private synchronized void refused(Captured captured, CameraTelemetry camera) {
        camera.dropped(captured.pictures());
        leftOut = leftOut.and(LeftOut.lost(captured.pictures()));
    }

    private LeftOut leftOutSoFar(LeftOut andMore) {
        LeftOut all = leftOut.and(andMore);
        leftOut = LeftOut.NOTHING;
        return all;
    }

    private void list() {
        if (!listed && !backlog.isEmpty()) {
            listed = true;
            ready.accept(this);
        }
    }

    private void lost(Backlog.Capture capture) {
        int pictures = capture.captured().pictures();
        leftOut = leftOut.and(capture.before()).and(LeftOut.lost(pictures));
        capture.camera().dropped(pictures);
    }

    /** Where one camera puts its pictures, until it ends or another comes. */
    final class Entrance {

        private final boolean waits;
        private final CameraTelemetry camera;
        private LeftOut pending = LeftOut.NOTHING;
        private boolean used;
        private boolean closed;
        private boolean ended;

        private Entrance(boolean waits, CameraTelemetry camera) {
            this.waits = waits;
            this.camera = camera;
        }

        /** Puts a picture in; waits, or makes room, where there is none. A closed entrance takes nothing and says nothing. */
        void put(Captured captured) throws InterruptedException {
            synchronized (Outbox.this) {
                var capture = new Backlog.Capture(captured, pending.and(captured.before()), camera);
                while (!closed && !backlog.offer(capture)) {
                    if (waits) {
                        Outbox.this.wait(ASK_FOR_ROOM_MILLIS);
                    } else if (!madeRoom()) {
                        lost(capture);
                        pending = LeftOut.NOTHING;
                        return;
                    }
                }
                if (!closed) {
                    used = true;
                    pending = LeftOut.NOTHING;
                    list();
                }
            }
        }

        private boolean madeRoom() {
            Optional<Backlog.Capture> oldest = backlog.dropOldest();
            oldest.ifPresent(Outbox.this::lost);
            return oldest.isPresent();
        }

        /** Whether nothing was ever put in. */
        boolean isUnused() {
            synchronized (Outbox.this) {
                return !used;
            }
        }

        /** More pictures are missing before whatever comes next: the end, where it is closed, and where that is gone, what another camera sends. */
        void leftOut(LeftOut more) {
            synchronized (Outbox.this) {
                if (ended) {
                    leftOut = leftOut.and(more);
                } else {
                    pending = pending.and(more);
                }
            }
        }

        /** Closes it behind the last picture. */
        void end() {
            synchronized (Outbox.this) {
                if (!closed) {
                    closed = true;
                    backlog.add(new Backlog.End(this::takeLast));
                    list();
                    Outbox.this.notifyAll();
                }
            }
        }

        private LeftOut takeLast() {
            ended = true;
            return pending;
        }
    }
}
