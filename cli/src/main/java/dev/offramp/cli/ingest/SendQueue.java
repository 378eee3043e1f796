package dev.offramp.cli.ingest;

import java.util.ArrayDeque;
import java.util.Deque;

/** Which outboxes have something to send, and how much was sent and is not answered yet: bounded in bytes. Thread-safe. */
final class SendQueue {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long mostBytes;
    private final Deque<Outbox> ready = new ArrayDeque<>();
    private long bytes;
    private long records;
    private boolean sending;
    private boolean abandoned;

    /**
     * @param mostBytes that are unanswered when another record is sent
     */
    SendQueue(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** An outbox has something to send. */
    synchronized void ready(Outbox outbox) {
        ready.add(outbox);
        notifyAll();
    }

    /** Waits until an outbox has something to send and there is room for it; what was taken before is done with. */
    synchronized Outbox take() throws InterruptedException {
        sending = false;
        notifyAll();
        while (ready.isEmpty() || bytes >= mostBytes) {
            wait();
        }
        sending = true;
        return ready.remove();
    }

    synchronized void sent(long recordBytes) {
        bytes += recordBytes;
        records++;
    }

    synchronized void answered(long recordBytes) {
        bytes -= recordBytes;
        records--;
        notifyAll();
    }

    /** Nothing will be sent any more. */
    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }

    /** Whether all is sent and answered. */
    synchronized boolean isEmpty() {
        return !sending && ready.isEmpty() && records == 0;
    }

    /** Waits until all is sent and answered, or until then; returns whether it is. */
    synchronized boolean awaitEmpty(long untilNanos) throws InterruptedException {
        while (!isEmpty()) {
            long left = untilNanos - System.nanoTime();
            if (left <= 0 || abandoned) {
                return false;
            }
            wait(1 + left / NANOS_PER_MILLI);
        }
        return !abandoned;
    }
}
