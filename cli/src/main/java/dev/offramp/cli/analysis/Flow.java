package dev.offramp.cli.analysis;

import java.util.OptionalDouble;

/**
 * What comes and goes.
 *
 * @param in       frames a second that are published
 * @param out      frames a second that the job reads
 * @param lag      frames that wait in the topic
 * @param lagTrend frames a second by which it grows; negative where it falls
 */
public record Flow(double in, double out, double lag, double lagTrend) {

    /** Until the frames that wait now are read at this rate; empty where nothing is read. */
    public OptionalDouble lagSeconds() {
        if (lag <= 0) {
            return OptionalDouble.of(0);
        }
        return out > 0 ? OptionalDouble.of(lag / out) : OptionalDouble.empty();
    }
}
