package dev.offramp.job;

import dev.offramp.budget.BudgetCurve;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Precision;
import dev.offramp.clips.ClipsSettings;
import dev.offramp.exit.ExitSettings;
import dev.offramp.frames.FramesSettings;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.offline.PrecisionChoice;
import dev.offramp.policy.ServedBundle;
import dev.offramp.policy.Temperatures;
import dev.offramp.results.ResultsSettings;
import dev.offramp.sample.Partitioning;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageSettings;
import dev.offramp.stage.TestSamples;
import dev.offramp.stage.WirePrecision;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/** Settings for the bundle of {@link TestSamples}; no broker is behind them. */
final class TestSettings {

    static final int BATCH = 8;

    private static final List<Double> COSTS = List.of(100.0, 200.0, 300.0);
    private static final Control CONTROL = new Control(
            new BundleCurves(
                    false,
                    BudgetCurve.uncalibrated(COSTS),
                    Temperatures.NONE,
                    ServedBundle.uncalibrated(
                            TestSamples.bundle().id(), TestSamples.bundle().policy(), COSTS.get(0))),
            Optional.empty());

    private TestSettings() {}

    /** Colocated, with so many subtasks that decode in slots of their own. */
    static Settings decodingApart(int subtasks) {
        Configuration apart = Configuration.fromMap(
                Map.of("frames.decode", "apart", "frames.parallelism", Integer.toString(subtasks)));
        return with(Placement.COLOCATED, Partitioning.BALANCED, apart, stages(Duration.ofMillis(5)));
    }

    /** Colocated, with every stream in one task. */
    static Settings byStream() {
        return with(Placement.COLOCATED, Partitioning.STREAM, new Configuration(), stages(Duration.ofMillis(5)));
    }

    /** Colocated, with streams counted by prefixes of their ids. */
    static Settings grouped(String expression) {
        Configuration groups = Configuration.fromMap(Map.of("throughput.group-by", expression));
        return with(Placement.COLOCATED, Partitioning.BALANCED, groups, stages(Duration.ofMillis(5)));
    }

    /** Colocated, with answers in the order of their streams. */
    static Settings inOrder(Duration maxWait) {
        Configuration order = Configuration.fromMap(
                Map.of("results.order", "stream", "results.max-wait", maxWait.toMillis() + " ms"));
        return with(Placement.COLOCATED, Partitioning.BALANCED, order, stages(Duration.ofMillis(5)));
    }

    /** The same, with what streams show. */
    static Settings smoothed(Duration maxWait) {
        Configuration smoothing = Configuration.fromMap(Map.of(
                "results.order", "stream",
                "results.max-wait", maxWait.toMillis() + " ms",
                "results.smoothing.decay", "0.5"));
        return with(Placement.COLOCATED, Partitioning.BALANCED, smoothing, stages(Duration.ofMillis(5)));
    }

    /** Colocated, in the order of the streams, for clips of so many frames. */
    static Settings clips(int frames, Duration maxWait) {
        return clips(TestSamples.clipBundle(frames), inOrder(maxWait));
    }

    /** The same for clips of which each stage looks at its own frames. */
    static Settings overFrames(Settings pictures) {
        return clips(TestSamples.overFrames(), pictures);
    }

    private static Settings clips(Bundle bundle, Settings pictures) {
        return new Settings(
                bundle,
                pictures.precision(),
                pictures.placement(),
                pictures.partitioning(),
                pictures.kafka(),
                pictures.frames(),
                ClipsSettings.from(new Configuration(), bundle.frames(), List.of()),
                pictures.stages(),
                pictures.intraOpThreads(),
                pictures.exits(),
                pictures.results(),
                pictures.control(),
                pictures.maxOriginalBytes(),
                pictures.window(),
                pictures.streamsTold(),
                pictures.streamGroups(),
                Optional.empty());
    }

    private static List<StageSettings> stages(Duration linger) {
        return Collections.nCopies(TestSamples.STAGES, stage(linger, -1));
    }

    static Settings with(Placement placement, Duration linger) {
        return with(placement, stages(linger));
    }

    /** Disaggregated, with so many subtasks for each stage. */
    static Settings withSubtasks(Integer... ofStages) {
        return with(
                Placement.DISAGGREGATED,
                Arrays.stream(ofStages)
                        .map(subtasks -> stage(Duration.ZERO, subtasks))
                        .toList());
    }

    private static StageSettings stage(Duration linger, int subtasks) {
        return new StageSettings(StageDevice.Kind.CPU, BATCH, linger, subtasks, WirePrecision.EXACT, Duration.ZERO);
    }

    private static Settings with(Placement placement, List<StageSettings> stages) {
        return with(placement, Partitioning.BALANCED, new Configuration(), stages);
    }

    private static Settings with(
            Placement placement, Partitioning partitioning, Configuration others, List<StageSettings> stages) {
        Configuration kafka = new Configuration(others);
        kafka.set(KafkaOptions.BOOTSTRAP_SERVERS, "none:1");
        return new Settings(
                TestSamples.bundle(),
                PrecisionChoice.named(Precision.FLOAT32),
                placement,
                partitioning,
                KafkaSettings.from(kafka, List.of()),
                FramesSettings.from(others, List.of()),
                ClipsSettings.from(others, 1, List.of()),
                stages,
                1,
                new ExitSettings(2, 32, Duration.ofHours(1)),
                ResultsSettings.from(others, List.of()),
                CONTROL,
                1000,
                Duration.ofSeconds(1),
                100,
                Settings.streamGroups(others, List.of()),
                Optional.empty());
    }
}
