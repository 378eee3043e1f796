package dev.offramp.cli.policy;

import java.util.Optional;
import picocli.CommandLine.Option;

/** What an answer may cost at most, and how many a stream may ask for, beside what is wished of the exits. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class LimitOptions {

    @Option(
            names = "--deadline",
            paramLabel = "SPAN",
            description = "From a frame's creation until its answer, as 50ms; none, or inherit.",
            converter = LimitValues.Deadline.class)
    private Optional<Long> deadlineMillis;

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "Mean multiply-adds a sample that a stream may spend, as 6M; none, or inherit.",
            converter = LimitValues.Budget.class)
    private Optional<Long> budgetMultiplyAdds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Frames a second that a stream may send, as 25; the rest is refused. None, or inherit.",
            converter = LimitValues.Rate.class)
    private Optional<Double> framesPerSecond;

    @Option(
            names = "--shadow",
            paramLabel = "SHARE",
            description =
                    "Share of the samples that leave early which run on to see whether the last exit agrees, as 1%%;"
                            + " or inherit.",
            converter = LimitValues.Shadow.class)
    private Optional<Double> shadowShare;

    WantedLimits limits() {
        return new WantedLimits(deadlineMillis, budgetMultiplyAdds, framesPerSecond, shadowShare);
    }
}
