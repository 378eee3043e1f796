package dev.offramp.policy;

import dev.offramp.sample.Sample;
import java.io.Serializable;
import java.util.OptionalLong;

/**
 * What an answer may cost at most, in time and in arithmetic, and how many a stream may ask for.
 *
 * @param deadlineMillis     from the frame's creation within which an answer is wanted, or {@link #NONE}
 * @param budgetMultiplyAdds mean multiply-adds a sample that a stream may spend, or {@link #NONE}
 * @param framesPerSecond    that a stream may send, above 0, or {@link #ANY_RATE}
 */
public record Limits(long deadlineMillis, long budgetMultiplyAdds, double framesPerSecond) implements Serializable {

    /** No limit. */
    public static final long NONE = Sample.NO_DEADLINE;

    /** No limit to the frames a second. */
    public static final double ANY_RATE = Double.POSITIVE_INFINITY;

    /** No deadline, no budget, any rate. */
    public static final Limits UNLIMITED = new Limits(NONE, NONE);

    /** A deadline and a budget, at any rate. */
    public Limits(long deadlineMillis, long budgetMultiplyAdds) {
        this(deadlineMillis, budgetMultiplyAdds, ANY_RATE);
    }

    /** When an answer is due, both in milliseconds since the Unix epoch; {@link #NONE} where it can wait. */
    public long dueMillis(long createdMillis) {
        boolean waits = deadlineMillis == NONE || createdMillis < 0; // -1: Kafka knows no time of the frame
        return waits ? NONE : createdMillis + Math.min(deadlineMillis, NONE - createdMillis);
    }

    /** The same with another deadline, where that is sooner; in milliseconds from the frame's creation. */
    public Limits orSooner(long otherDeadlineMillis) {
        return new Limits(Math.min(deadlineMillis, otherDeadlineMillis), budgetMultiplyAdds, framesPerSecond);
    }

    /** The budget, where there is one. */
    public OptionalLong budget() {
        return budgetMultiplyAdds == NONE ? OptionalLong.empty() : OptionalLong.of(budgetMultiplyAdds);
    }
}
