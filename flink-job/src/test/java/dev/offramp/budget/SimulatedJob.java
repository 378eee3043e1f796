package dev.offramp.budget;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/**
 * A job in simulated time: samples come at a rate, wait in one queue, and take an overhead and time for their multiply-adds. A
 * new setting of the exits is met with a delay. Its samples may cost other than the curve says.
 */
final class SimulatedJob {

    private static final double STEP = 0.01;

    /** Samples created in one step that wait still. */
    private static final class Cohort {

        private final double createdAt;
        private double waiting;

        Cohort(double createdAt, double waiting) {
            this.createdAt = createdAt;
            this.waiting = waiting;
        }
    }

    private final double overheadSeconds;
    private final double secondsPerMultiplyAdd;
    private final Random noise = new Random(7);
    private final Deque<Cohort> queue = new ArrayDeque<>();
    private double now;
    private double factor = 1;

    SimulatedJob(double overheadSeconds, double secondsPerMultiplyAdd) {
        this.overheadSeconds = overheadSeconds;
        this.secondsPerMultiplyAdd = secondsPerMultiplyAdd;
    }

    /** From now on samples cost this much more than the curve says. */
    void costsTimes(double factor) {
        this.factor = factor;
    }

    /** Samples a second at a mean cost. */
    double capacity(double meanMultiplyAdds) {
        return 1 / (overheadSeconds + meanMultiplyAdds * factor * secondsPerMultiplyAdd);
    }

    /** One second under a setting, the first part of it still under the one before. */
    Observation second(double perSecond, CurvePoint before, CurvePoint inForce) {
        double answered = 0;
        double multiplyAdds = 0;
        double delaySum = 0;
        double longest = 0;
        double load = perSecond * (1 + 0.05 * noise.nextGaussian());
        for (int step = 0; step < 100; step++) {
            now += STEP;
            queue.addLast(new Cohort(now, load * STEP));
            double mean = (step < 30 ? before : inForce).meanCost() * factor * (1 + 0.03 * noise.nextGaussian());
            double able = STEP / (overheadSeconds + mean * secondsPerMultiplyAdd);
            while (able > 0 && !queue.isEmpty()) {
                Cohort first = queue.getFirst();
                double taken = Math.min(able, first.waiting);
                able -= taken;
                first.waiting -= taken;
                answered += taken;
                multiplyAdds += taken * mean;
                double delay = now - first.createdAt + overheadSeconds;
                delaySum += taken * delay;
                longest = Math.max(longest, delay);
                if (first.waiting <= 0) {
                    queue.removeFirst();
                }
            }
        }
        return new Observation(
                1,
                Math.round(answered),
                Math.round(multiplyAdds),
                multiplyAdds * secondsPerMultiplyAdd * 0.8,
                delaySum / Math.max(1, answered),
                longest,
                0.8,
                0,
                0);
    }
}
