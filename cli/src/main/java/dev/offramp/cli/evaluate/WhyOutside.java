package dev.offramp.cli.evaluate;

import dev.offramp.budget.ExitTable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Why a measured value may lie outside what was expected: whether the exits are as often right on these samples as on those that the
 * thresholds come from.
 *
 * @param isTrainedOn whether the network is known to have seen the fresh ones
 */
record WhyOutside(ExitTable heldOut, ExitTable fresh, boolean isTrainedOn) {

    /** Standard errors of a difference that chance is believed to explain, of the most different of a few exits. */
    private static final double CHANCE = 3;

    List<String> lines() {
        int exit = mostDifferent();
        String said = String.format(
                Locale.ROOT,
                "Why outside: exit %d alone is right on %.2f %% of the %,d samples that the thresholds come from, and on %.2f %% of these.",
                exit,
                100 * heldOut.accuracy(exit),
                heldOut.samples(),
                100 * fresh.accuracy(exit));
        return List.of(said, reason(exit));
    }

    private int mostDifferent() {
        return IntStream.rangeClosed(1, heldOut.exits())
                .boxed()
                .max(Comparator.comparingDouble((Integer exit) -> Math.abs(deviations(exit))))
                .orElseThrow();
    }

    private String reason(int exit) {
        double deviations = deviations(exit);
        if (isTrainedOn) {
            return "The network was trained on these pictures: it is surer of them, and more often right, than on fresh ones.";
        }
        if (deviations > CHANCE) {
            return "That is more than chance explains: these are easier, or the network was trained on them.";
        }
        if (deviations < -CHANCE) {
            return "That is more than chance explains: these are harder or of another kind, or the network was trained on those that"
                    + " the thresholds come from.";
        }
        return "No exit differs by more than chance explains: both look alike, and a value outside may be chance, as in one curve of"
                + " twenty.";
    }

    /** By how many standard errors the exit is more often right on the fresh samples. */
    private double deviations(int exit) {
        double samples = heldOut.samples() + fresh.samples();
        double together =
                (heldOut.accuracy(exit) * heldOut.samples() + fresh.accuracy(exit) * fresh.samples()) / samples;
        double variance = together * (1 - together) * (1.0 / heldOut.samples() + 1.0 / fresh.samples());
        double difference = fresh.accuracy(exit) - heldOut.accuracy(exit);
        return variance == 0 ? 0 : difference / Math.sqrt(variance);
    }
}
