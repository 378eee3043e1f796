package dev.offramp.kafka;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Waits for brokers, topics and rights that others are still making: asks again after pauses that double up to a bound.
 *
 * @param patience how long from the first question on to the last; none asks once
 * @param time     of the waiting
 * @param progress is told, before each pause, what is waited for
 */
public record BrokerWait(Duration patience, Time time, Consumer<String> progress) {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    /** A clock that can be waited on. */
    interface Time {

        /** As {@link System#nanoTime()}. */
        long nanos();

        void pause(Duration span) throws InterruptedException;
    }

    /** Waits in the time of this machine. */
    public static BrokerWait of(Duration patience, Consumer<String> progress) {
        return new BrokerWait(patience, new MachineTime(), progress);
    }

    /**
     * What is found in the end: nothing wrong, something that no waiting mends, or what is still missing when the patience is over.
     *
     * @throws InterruptException where the thread is to end
     */
    public BrokerFindings ask(Supplier<BrokerFindings> question) {
        long start = time.nanos();
        Duration pause = FIRST_PAUSE;
        BrokerFindings found = question.get();
        Duration waited = since(start);
        while (found.mayPass() && waited.compareTo(patience) < 0) {
            progress.accept("waiting for Kafka, " + waited.toSeconds() + " s of " + patience.toSeconds() + " s ("
                    + KafkaOptions.START_PATIENCE.key() + "): " + String.join("; ", found.problems()));
            await(shorter(pause, patience.minus(waited)));
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            found = question.get();
            waited = since(start);
        }
        return found;
    }

    private Duration since(long startNanos) {
        return Duration.ofNanos(time.nanos() - startNanos);
    }

    private void await(Duration pause) {
        try {
            time.pause(pause);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static final class MachineTime implements Time {

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration span) throws InterruptedException {
            Thread.sleep(span.toMillis());
        }
    }
}
