package dev.offramp.cli.analysis;

/**
 * What comes and goes.
 *
 * @param in       frames a second that are published
 * @param out      samples a second that are answered
 * @param lag      frames that wait in the topic
 * @param lagTrend frames a second by which it grows; negative where it falls
 */
public record Flow(double in, double out, double lag, double lagTrend) {

    /** Until the frames that wait now are answered at this rate; endless where nothing is answered. */
    public double lagSeconds() {
        return lag <= 0 ? 0 : lag / Math.max(out, 1e-9);
    }
}
