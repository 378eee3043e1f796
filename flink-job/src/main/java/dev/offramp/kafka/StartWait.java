package dev.offramp.kafka;

import dev.offramp.registry.Time;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Waits, when the job starts, for what others are still making: brokers, topics, rights, schemas. Asks again after pauses that double up to a
 * bound. Not thread-safe.
 */
public final class StartWait {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Duration patience;
    private final Time time;
    private final Consumer<String> progress;
    private final long startNanos;

    /**
     * The start is now.
     *
     * @param patience from the start on to the last question of all; none asks once
     * @param progress is told, before each pause, what is waited for
     */
    public StartWait(Duration patience, Time time, Consumer<String> progress) {
        this.patience = patience;
        this.time = time;
        this.progress = progress;
        this.startNanos = time.nanos();
    }

    /**
     * What is found in the end: nothing wrong, something that no waiting mends, or what is still missing when the patience is over.
     *
     * @param whom    is asked
     * @param passing of what was found, the problems that pass by themselves; none where there is nothing to wait for
     * @throws InterruptException where the thread is to end
     */
    public <F> F ask(String whom, Supplier<F> question, Function<F, List<String>> passing) {
        Duration pause = FIRST_PAUSE;
        F found = question.get();
        Duration waited = waited();
        while (!passing.apply(found).isEmpty() && waited.compareTo(patience) < 0) {
            progress.accept("waiting for " + whom + ", " + waited.toSeconds() + " s of " + patience.toSeconds() + " s ("
                    + KafkaOptions.START_PATIENCE.key() + "): " + String.join("; ", passing.apply(found)));
            await(shorter(pause, patience.minus(waited)));
            pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
            found = question.get();
            waited = waited();
        }
        return found;
    }

    private Duration waited() {
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
}
