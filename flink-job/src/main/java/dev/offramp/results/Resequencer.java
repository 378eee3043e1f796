package dev.offramp.results;

import dev.offramp.results.StreamResult.Cause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Puts the answers of a stream in the order of its sequence (the Resequencer of Hohpe and Woolf's Enterprise Integration Patterns), with a
 * bounded wait. Pure: the same arrivals at the same times give the same results. See RATIONALE.md beside this class.
 *
 * <p>An answer is never lost: one that comes when its turn is over leaves at once, marked late.
 */
final class Resequencer {

    /** How long a stream is known after the last that came in time. */
    static final long MEMORY_MILLIS = Duration.ofMinutes(10).toMillis();

    private final HoldLimits limits;

    Resequencer(HoldLimits limits) {
        this.limits = limits;
    }

    /** What leaves now, and how the stream stands then. */
    record Step(StreamOrder after, List<StreamResult> results) {}

    /** Something of the stream has come. */
    Step offer(StreamOrder before, Turn turn) {
        long nowMillis = turn.arrivedMillis();
        Resequencing run = new Resequencing(before, nowMillis);
        long lastArrival = run.take(turn) ? nowMillis : before.lastArrivalMillis();
        while (holdsTooMuch(run.held())) {
            run.giveUpBefore(run.held().get(0), Cause.OVERFLOW);
        }
        // whatever waited before is due before this one
        long dueMillis = nowMillis + (run.held().isEmpty() ? MEMORY_MILLIS : limits.waitMillis());
        return new Step(run.after(lastArrival, Math.min(before.wakeAtMillis(), dueMillis)), run.results());
    }

    /** The time has come that the stream wanted to be woken at. */
    Step wake(StreamOrder before, long nowMillis) {
        Resequencing run = new Resequencing(before, nowMillis);
        lastDue(before, nowMillis).ifPresent(last -> run.giveUpBefore(last, Cause.NOT_SEEN));
        long lastArrival = before.lastArrivalMillis();
        if (run.held().isEmpty() && lastArrival + MEMORY_MILLIS <= nowMillis) {
            return new Step(StreamOrder.NEW, run.results());
        }
        return new Step(run.after(lastArrival, soonestDue(run.held(), lastArrival)), run.results());
    }

    /** Nothing will come any more. */
    Step finish(StreamOrder before, long nowMillis) {
        Resequencing run = new Resequencing(before, nowMillis);
        if (!before.held().isEmpty()) {
            run.giveUpBefore(before.held().get(before.held().size() - 1), Cause.NOT_SEEN);
        }
        return new Step(run.after(before.lastArrivalMillis(), before.wakeAtMillis()), run.results());
    }

    private boolean holdsTooMuch(List<Turn> held) {
        return held.size() > limits.count()
                || held.stream().mapToLong(Turn::bytes).sum() > limits.bytes();
    }

    private Optional<Turn> lastDue(StreamOrder order, long nowMillis) {
        return order.held().stream()
                .filter(turn -> dueMillis(turn, order.lastArrivalMillis()) <= nowMillis)
                .reduce((sooner, later) -> later);
    }

    private long soonestDue(List<Turn> held, long lastArrivalMillis) {
        return held.stream()
                .mapToLong(turn -> dueMillis(turn, lastArrivalMillis))
                .min()
                .orElse(lastArrivalMillis + MEMORY_MILLIS);
    }

    /** Word that there is no answer keeps nobody waiting: it waits until the stream is quiet, for it overtakes what is being computed. */
    private long dueMillis(Turn turn, long lastArrivalMillis) {
        boolean answered = turn instanceof Turn.Answered;
        return (answered ? turn.arrivedMillis() : lastArrivalMillis) + limits.waitMillis();
    }
}
