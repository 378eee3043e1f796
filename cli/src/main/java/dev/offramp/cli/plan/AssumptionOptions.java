package dev.offramp.cli.plan;

import dev.offramp.budget.Overhead;
import dev.offramp.budget.PlanAssumptions;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Precision;
import dev.offramp.cli.terminal.Amount;
import dev.offramp.cli.terminal.CommandFailure;
import picocli.CommandLine.Option;

/** What a plan takes for granted of the machines and of the job's settings. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class AssumptionOptions {

    private static final double MICROS = 1000;

    @Option(
            names = "--utilisation",
            paramLabel = "PERCENT",
            defaultValue = "80",
            description = "Of every core or device that is planned for (default: ${DEFAULT-VALUE}).")
    private int utilisation;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "16",
            description = "Largest batch (default: ${DEFAULT-VALUE}).")
    private int batch;

    @Option(
            names = "--linger",
            paramLabel = "MILLIS",
            defaultValue = "5",
            description = "Longest wait for a batch to fill (default: ${DEFAULT-VALUE}).")
    private double linger;

    @Option(
            names = "--overhead",
            paramLabel = "MICROS",
            defaultValue = "28",
            description =
                    "Core time a sample outside the stages, decoding and Kafka included (default: ${DEFAULT-VALUE}, of"
                            + " small PNGs with broker and publisher on the same machine; bench plan tells yours).")
    private double overheadMicros;

    @Option(
            names = "--stage-overhead",
            paramLabel = "MICROS",
            defaultValue = "28",
            description = "Core time besides for each stage that a sample passes: queues, batches, exit rule (default:"
                    + " ${DEFAULT-VALUE}; bench plan tells yours).")
    private double stageOverheadMicros;

    @Option(
            names = "--half-wire",
            description = "Activations cross the network in half precision, where stages are apart.")
    private boolean halfWire;

    @Option(
            names = "--wire-speed",
            paramLabel = "N",
            defaultValue = "1G",
            converter = Amount.class,
            description = "Bytes a second that a core packs or unpacks (default: ${DEFAULT-VALUE}).")
    private double wireSpeed;

    /** For one bundle; refused where a number makes no sense. */
    PlanAssumptions of(Bundle bundle) {
        if (utilisation < 1 || utilisation > 99 || batch < 1 || linger < 0) {
            throw new CommandFailure("--utilisation must be 1 to 99, --batch at least 1, --linger at least 0");
        }
        if (overheadMicros < 0 || stageOverheadMicros < 0) {
            throw new CommandFailure("--overhead and --stage-overhead must be at least 0");
        }
        return new PlanAssumptions(
                utilisation / 100.0,
                batch,
                linger,
                new Overhead(overheadMicros / MICROS, stageOverheadMicros / MICROS),
                wireSpeed,
                halfWire && canShrink(bundle) ? 0.5 : 1);
    }

    /** Whether its activations can become smaller on the wire. */
    private static boolean canShrink(Bundle bundle) {
        return bundle.stages().get(0).precision() == Precision.FLOAT32;
    }
}
