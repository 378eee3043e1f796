package dev.offramp.cli.bench;

import dev.offramp.cli.bench.report.Spread;
import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import java.util.ArrayList;
import java.util.List;

/** How many samples a second the whole job manages under the policy that is in force. */
record Capacity(LocalSystem system, List<Picture> pictures, Screen screen) {

    private static final int MEASURED_ROUNDS = 2;

    /** Plays the pictures so often before it measures, and returns the median of the measured rounds. */
    double measure(String policy, int warmUp) {
        List<Double> rates = new ArrayList<>();
        try (JobLoop loop = new JobLoop(system)) {
            for (int round = 1 - warmUp; round <= MEASURED_ROUNDS; round++) {
                double rate = loop.play(pictures).samplesPerSecond();
                screen.line("%-12s %s  %s/s", policy, round < 1 ? "warm-up" : "round " + round, Figures.count(rate));
                if (round >= 1) {
                    rates.add(rate);
                }
            }
        }
        return new Spread(rates).median();
    }
}
