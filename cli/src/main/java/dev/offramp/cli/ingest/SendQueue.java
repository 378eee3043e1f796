package dev.offramp.cli.ingest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Which outboxes have something to send, and how much was sent and is not answered yet: bounded in bytes, of all and of each, so that
 * one that gets no answer stops no other. Thread-safe.
 */
final class SendQueue {

    /** Of one outbox, unanswered; what Kafka's client has cannot be dropped any more. */
    static final int MOST_RECORDS_OF_ONE = 32;

    private static final int SHARES = 4;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private record Unanswered(int records, long bytes) {

        static final Unanswered NOTHING = new Unanswered(0, 0);

        Unanswered and(int more, long moreBytes) {
            return new Unanswered(records + more, bytes + moreBytes);
        }
    }

    private final long mostBytes;
    private final Deque<Outbox> ready = new ArrayDeque<>();
    private final Map<Outbox, Unanswered> unanswered = new HashMap<>();
    private Unanswered all = Unanswered.NOTHING;
    private boolean sending;
    private boolean abandoned;

    /**
     * @param mostBytes that are unanswered when another record is sent; an outbox of which nothing is unanswered may send one up to twice as
     *                  many
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
        Optional<Outbox> next = firstThatMaySend();
        while (next.isEmpty()) {
            wait();
            next = firstThatMaySend();
        }
        sending = true;
        return next.get();
    }

    synchronized void sent(Outbox outbox, long bytes) {
        count(outbox, 1, bytes);
    }

    synchronized void answered(Outbox outbox, long bytes) {
        count(outbox, -1, -bytes);
        notifyAll();
    }

    /** Nothing will be sent any more. */
    synchronized void abandon() {
        abandoned = true;
        notifyAll();
    }

    /** Whether all is sent and answered. */
    synchronized boolean isEmpty() {
        return !sending && ready.isEmpty() && all.records() == 0;
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

    private Optional<Outbox> firstThatMaySend() {
        for (Iterator<Outbox> waiting = ready.iterator(); waiting.hasNext(); ) {
            Outbox outbox = waiting.next();
            if (maySend(unanswered.getOrDefault(outbox, Unanswered.NOTHING))) {
                waiting.remove();
                return Optional.of(outbox);
            }
        }
        return Optional.empty();
    }

    private boolean maySend(Unanswered own) {
        if (own.records() == 0) {
            return all.bytes() < 2 * mostBytes;
        }
        return all.bytes() < mostBytes && own.bytes() < mostBytes / SHARES && own.records() < MOST_RECORDS_OF_ONE;
    }

    private void count(Outbox outbox, int records, long bytes) {
        all = all.and(records, bytes);
        Unanswered own = unanswered.getOrDefault(outbox, Unanswered.NOTHING).and(records, bytes);
        if (own.records() == 0) {
            unanswered.remove(outbox);
        } else {
            unanswered.put(outbox, own);
        }
    }
}
