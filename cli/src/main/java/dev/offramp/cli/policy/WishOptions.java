package dev.offramp.cli.policy;

import dev.offramp.policy.Measure;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is to change in a policy. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class WishOptions {

    @Option(
            names = "--measure",
            paramLabel = "NAME",
            description = "The confidence measure: max-softmax, entropy, margin or patience.",
            converter = PolicyValues.MeasureValue.class)
    private Optional<Measure> measure;

    @Option(
            names = "--thresholds",
            paramLabel = "T,T,...",
            description = "One for each exit but the last, as 0.9,closed,0.4: a sample of this confidence leaves.",
            converter = PolicyValues.ThresholdsValue.class)
    private Optional<Thresholds> thresholds;

    @Option(names = "--close-all", description = "Close every exit but the last.")
    private boolean closeAll;

    @Option(
            names = "--temperatures",
            paramLabel = "T,T,...",
            description = "By what logits are divided, one for each exit, the last one too; or none.",
            converter = PolicyValues.TemperaturesValue.class)
    private Optional<Temperatures> temperatures;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Measure, temperatures and thresholds from JSON: {\"measure\": ..., \"temperatures\": [...],"
                    + " \"thresholds\": [0.9, null]}; null is closed. The options above go over it.")
    private Optional<Path> file;

    @Option(
            names = "--deadline",
            paramLabel = "SPAN",
            description = "From a frame's creation until its answer, as 50ms; or none.",
            converter = PolicyValues.DeadlineValue.class)
    private Optional<Long> deadlineMillis;

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "Mean multiply-adds a sample that a stream may spend, as 6M; or none.",
            converter = PolicyValues.BudgetValue.class)
    private Optional<Long> budgetMultiplyAdds;

    @Option(
            names = "--shadow",
            paramLabel = "SHARE",
            description =
                    "Share of the samples that leave early which run on to see whether the last exit agrees, as 1%%.",
            converter = PolicyValues.ShareValue.class)
    private Optional<Double> shadowShare;

    boolean closeAll() {
        return closeAll;
    }

    boolean contradictsItself() {
        return closeAll && thresholds.isPresent();
    }

    /** What is asked for, but for {@code --close-all}, which depends on the network. */
    PolicyWish read() {
        var stated = new PolicyWish(measure, thresholds, temperatures, deadlineMillis, budgetMultiplyAdds, shadowShare);
        return file.map(CriterionFile::read).map(stated::over).orElse(stated);
    }
}
