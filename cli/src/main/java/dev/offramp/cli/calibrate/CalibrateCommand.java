package dev.offramp.cli.calibrate;

import dev.offramp.budget.StageCosts;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Calibration;
import dev.offramp.bundle.CalibrationFile;
import dev.offramp.bundle.Precision;
import dev.offramp.cli.home.Home;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.labelled.BundleRun;
import dev.offramp.cli.labelled.CostsFile;
import dev.offramp.cli.labelled.LabelledSamples;
import dev.offramp.cli.labelled.PrecisionName;
import dev.offramp.cli.labelled.RunOptions;
import dev.offramp.cli.labelled.StageStopwatch;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.policy.Temperatures;
import dev.offramp.sample.Task;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.djl.DjlStageEngines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a bundle over labelled pictures or clips and writes what every exit said: the table that thresholds are found on. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "calibrate",
        sortOptions = false,
        description = {
            "Run every exit of a bundle over labelled pictures or clips, with the decoder and the engine of the job, and write its"
                    + " calibration table: label, and per exit the answer and its confidences.",
            "",
            "They should be such as the network was not trained on; otherwise it will expect too much."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp calibrate model-artifacts/bundles/fashion-mnist-branchy \\",
            "      --data /usr/share/datasets/fashion-mnist/train-images-idx3-ubyte.gz --held-out --temperature",
            "  ./offramp calibrate BUNDLE --data pictures.zip --costs runs/calibration/costs.json --parallelism 2",
            ""
        })
public final class CalibrateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions run;

    @Option(
            names = "--held-out",
            description =
                    "DATA is the data set that the network was trained on: take only the samples that the bundle's manifest records as held out.")
    private boolean heldOut;

    @Option(
            names = "--temperature",
            description =
                    "Fit one temperature an exit, at which the labels are most likely, and read confidences under it.")
    private boolean temperature;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "The table (default: runs/calibration/NAME.avro).")
    private Optional<Path> out;

    @Option(
            names = "--costs",
            paramLabel = "FILE",
            description = "Also measure what each stage costs in milliseconds, and write it as JSON.")
    private Optional<Path> costs;

    @Option(
            names = "--max-batch",
            paramLabel = "N",
            defaultValue = "16",
            description = "Largest batch that is measured (default: ${DEFAULT-VALUE}).")
    private int maxBatch;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Threads that are busy with a stage at once while its costs are measured, as a job's subtasks on one"
                            + " machine are (default: ${DEFAULT-VALUE}).")
    private int parallelism;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            defaultValue = "float32",
            converter = PrecisionName.class,
            description = "Which of the bundle's networks: float32, bfloat16 or float16 (default: ${DEFAULT-VALUE}).")
    private Precision precision;

    @Override
    public Integer call() throws IOException {
        check(maxBatch >= 1, "--max-batch must be at least 1, was " + maxBatch);
        check(parallelism >= 1, "--parallelism must be at least 1, was " + parallelism);
        Screen screen = Screen.on(spec.commandLine().getOut());
        BundleFolder bundleFolder = run.bundle();
        Bundle bundle = bundleFolder.open(precision);
        check(
                !temperature || bundle.task() == Task.CLASSIFICATION,
                "--temperature needs a bundle that classifies, " + bundle.id() + " is for " + bundle.task());
        try (LabelledSamples samples =
                heldOut ? run.pictures(bundle).calibrating(bundleFolder.provenance()) : run.samples(bundle, screen)) {
            screen.line("%s over %s %s of %s", bundle.id(), Figures.count(samples.count()), samples.unit(), samples);
            Logits logits = new Logits();
            new BundleRun(bundle, run.threads()).over(samples, screen, logits);
            write(bundle, logits, screen);
            if (costs.isPresent()) {
                measureCosts(bundle, samples, costs.get(), screen);
            }
        }
        return 0;
    }

    private void write(Bundle bundle, Logits logits, Screen screen) throws IOException {
        Calibration plain = logits.calibration(bundle.answers(), Temperatures.NONE);
        Calibration table = temperature ? logits.calibration(bundle.answers(), logits.temperatures()) : plain;
        screen.line("");
        new ExitReport(bundle, plain, table).lines().forEach(screen::line);
        Path file = out.orElse(Home.folder().resolve("runs/calibration").resolve(tableName(bundle)));
        Files.createDirectories(file.toAbsolutePath().getParent());
        new CalibrationFile(file).write(table);
        screen.line("");
        screen.line("Table: " + file);
    }

    private String tableName(Bundle bundle) {
        return bundle.id().name() + (precision == Precision.FLOAT32 ? "" : "-" + precision) + ".avro";
    }

    private void measureCosts(Bundle bundle, LabelledSamples samples, Path file, Screen screen) throws IOException {
        if (samples.count() < maxBatch) {
            throw new CommandFailure(
                    "--max-batch " + maxBatch + " needs as many " + samples.unit() + ", there are " + samples.count());
        }
        List<Tensor> pixels = new BundleRun(bundle, run.threads()).pixels(samples, 0, maxBatch);
        StageCosts measured = new StageStopwatch(bundle, new DjlStageEngines(run.threads()), run.threads(), parallelism)
                .measure(pixels, screen);
        new CostsFile(file).write(measured);
        screen.line("");
        new CostReport(measured).lines().forEach(screen::line);
        screen.line("");
        screen.line("Costs: " + file);
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
