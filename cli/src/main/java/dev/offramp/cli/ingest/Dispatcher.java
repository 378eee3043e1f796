package dev.offramp.cli.ingest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends what lies in the outboxes, one record of each in turn, so that only this thread ever waits for the broker: cameras do not.
 */
final class Dispatcher implements AutoCloseable {

    private static final long MOST_BYTES_IN_FLIGHT = 16L << 20;

    private final FrameTopic topic;
    private final SendQueue queue;
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "ingest-dispatcher");

    /** Closes the topic when it is closed. */
    Dispatcher(FrameTopic topic) {
        this(topic, MOST_BYTES_IN_FLIGHT);
    }

    Dispatcher(FrameTopic topic, long mostBytesInFlight) {
        this.topic = topic;
        this.queue = new SendQueue(mostBytesInFlight);
        thread.setDaemon(true);
        thread.start();
    }

    /** An outbox has something to send. */
    void ready(Outbox outbox) {
        queue.ready(outbox);
    }

    /** Why nothing more can be sent, once that is so. */
    Optional<Throwable> broken() {
        return Optional.ofNullable(broken.get());
    }

    /** Whether everything that was put into outboxes is on the topic. */
    boolean isDrained() {
        return queue.isEmpty();
    }

    /** Waits until everything that was put into outboxes is on the topic, but no longer than that; returns whether it is. */
    boolean drain(Duration patience) throws InterruptedException {
        return queue.awaitEmpty(System.nanoTime() + patience.toNanos());
    }

    /** Sends nothing more. */
    @Override
    public void close() {
        thread.interrupt();
        topic.close();
    }

    private void run() {
        try {
            while (broken.get() == null) {
                Outbox outbox = queue.take();
                outbox.next().ifPresent(outgoing -> send(outbox, outgoing));
            }
        } catch (InterruptedException | InterruptException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException
                | Error failure) { // whatever it is, nobody else would say that nothing is sent any more
            fail(failure);
        }
    }

    private void send(Outbox outbox, Outgoing outgoing) {
        int bytes = outgoing.value().remaining();
        queue.sent(outbox, bytes);
        topic.send(outgoing.stream(), outgoing.value(), (where, failure) -> {
            if (failure == null) {
                outgoing.delivered().run();
            } else if (failure instanceof RecordTooLargeException) {
                outgoing.refused().run();
            } else {
                fail(failure);
            }
            queue.answered(outbox, bytes);
        });
    }

    private void fail(Throwable failure) {
        broken.compareAndSet(null, failure);
        queue.abandon();
    }
}
