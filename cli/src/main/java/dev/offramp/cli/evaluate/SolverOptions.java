package dev.offramp.cli.evaluate;

import dev.offramp.budget.Family;
import dev.offramp.bundle.Bundle;
import dev.offramp.cli.labelled.CostsOption;
import dev.offramp.cli.policy.MeasureName;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.policy.ConfidenceMeasure;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** On what, and how, thresholds are found. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class SolverOptions {

    /** Budgets of a curve. */
    static final int CURVE_BUDGETS = 40;

    @Option(
            names = "--calibration",
            paramLabel = "FILE",
            description = "The table to find thresholds on, from './offramp calibrate' (default: the bundle's).")
    private Optional<Path> calibration;

    @Option(
            names = "--measure",
            paramLabel = "NAME",
            converter = MeasureName.class,
            description =
                    "What confidence is: max-softmax, entropy, margin or patience; of a multi-label bundle least-certain, of one of numbers agreement (default: the bundle's).")
    private Optional<ConfidenceMeasure> measure;

    @Option(
            names = "--family",
            paramLabel = "NAME",
            defaultValue = "DIRECT",
            description = "How thresholds are found: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Family family;

    @Mixin
    private CostsOption costs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "16",
            description = "Batch size whose costs count (default: ${DEFAULT-VALUE}).")
    private int batchSize;

    Optional<Path> calibration() {
        return calibration;
    }

    ConfidenceMeasure measure(Bundle bundle) {
        ConfidenceMeasure own = bundle.policy().criterion().measure();
        ConfidenceMeasure wanted = measure.orElse(own);
        if (wanted.task() != own.task()) {
            throw new CommandFailure("--measure is for " + wanted.task() + ", and " + bundle.id() + " is for "
                    + own.task() + ": leave it out");
        }
        return wanted;
    }

    Family family() {
        return family;
    }

    CostsOption costs() {
        return costs;
    }

    int batchSize() {
        return batchSize;
    }
}
