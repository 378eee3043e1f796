package dev.offramp.results;

import dev.offramp.wire.WireTypeInfo;
import java.util.List;

/**
 * How far one stream's answers have left in order, and what waits.
 *
 * @param epoch             of the last that left; means nothing to a new stream
 * @param next              sequence that is due in this epoch
 * @param lastArrivalMillis when something of the stream came last, and in time
 * @param wakeAtMillis      when to look again, or {@link #NEVER}
 * @param held              ahead of their turn, in order
 */
public record StreamOrder(
        Phase phase, long epoch, long next, long lastArrivalMillis, long wakeAtMillis, List<Turn> held) {

    /** No wake-up is set. */
    public static final long NEVER = Long.MAX_VALUE;

    /** A stream of which nothing has come yet. */
    public static final StreamOrder NEW = new StreamOrder(Phase.NEW, 0, 0, 0, NEVER, List.of());

    static final WireTypeInfo<StreamOrder> TYPE = new WireTypeInfo<>(StreamOrder.class, new StreamOrderFormat());

    /** Where a stream is. */
    public enum Phase {
        /** Nothing has left: where it begins is not known. */
        NEW,
        /** Some have left, and more of this epoch may come. */
        RUNNING,
        /** All of this epoch have left: the next one may begin. */
        ENDED
    }

    public StreamOrder {
        held = List.copyOf(held);
    }

    /** Whether it is no more than a stream of which nothing has come. */
    boolean isForgotten() {
        return phase == Phase.NEW && held.isEmpty();
    }

    boolean holdsAnswers() {
        return held.stream().anyMatch(Turn.Answered.class::isInstance);
    }
}
