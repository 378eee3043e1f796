package dev.offramp.bench;

import dev.offramp.bench.report.Spread;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.schema.Classification;
import java.util.ArrayList;
import java.util.List;

/**
 * How many samples a second the whole job manages under the policy that is in force, while the frames are published: publisher and
 * reader take their share of the machine, as they do under any load.
 */
record Capacity(LocalSystem system, List<Picture> pictures, Screen screen) {

    private static final int MEASURED_ROUNDS = 2;
    private static final int TIMES_TOO_MUCH = 4;

    /** Warms the job up, at least once, floods it, and returns the median of the floods. */
    double measure(String policy, int warmUp) {
        double alone = warmUp(policy, Math.max(1, warmUp));
        List<Double> rates = new ArrayList<>();
        for (int round = 1; round <= MEASURED_ROUNDS; round++) {
            double rate = flooded("flood-" + round + "-" + policy + "-", TIMES_TOO_MUCH * alone);
            screen.line("%-12s round %d  %s/s", policy, round, Figures.count(rate));
            rates.add(rate);
        }
        return new Spread(rates).median();
    }

    /** The last rate, of frames that were published before. */
    private double warmUp(String policy, int rounds) {
        double rate = 0;
        try (JobLoop loop = new JobLoop(system)) {
            for (int round = 0; round < rounds; round++) {
                rate = loop.play(pictures).samplesPerSecond();
                screen.line("%-12s warm-up  %s/s, nobody publishing", policy, Figures.count(rate));
            }
        }
        return rate;
    }

    private double flooded(String prefix, double perSecond) {
        Flood flood = new Flood();
        new OpenRun(system, pictures, screen).play(prefix, List.of(new LoadPhase(prefix, perSecond, 1)), flood);
        return flood.perSecond();
    }

    /** From the first frame's creation to the broker's timestamp of the last answer. */
    static final class Flood implements OpenRun.AnswerConsumer {

        private long answers;
        private long firstMillis = Long.MAX_VALUE;
        private long lastMillis = Long.MIN_VALUE;

        @Override
        public void accept(Classification answer, long writtenMillis) {
            answers++;
            firstMillis = Math.min(firstMillis, answer.getCreatedAt().toEpochMilli());
            lastMillis = Math.max(lastMillis, writtenMillis);
        }

        double perSecond() {
            return answers * 1000.0 / Math.max(1, lastMillis - firstMillis);
        }
    }
}
