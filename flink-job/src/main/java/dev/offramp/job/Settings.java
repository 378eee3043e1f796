package dev.offramp.job;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.TrustSettings;
import dev.offramp.clips.ClipsSettings;
import dev.offramp.exit.ExitSettings;
import dev.offramp.frames.FramesSettings;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.model.Model;
import dev.offramp.offline.PrecisionChoice;
import dev.offramp.rejects.RejectsOptions;
import dev.offramp.results.ResultsOptions;
import dev.offramp.results.ResultsSettings;
import dev.offramp.sample.Partitioning;
import dev.offramp.sample.Task;
import dev.offramp.settings.CheckedOptions;
import dev.offramp.stage.StageOptions;
import dev.offramp.stage.StageSettings;
import dev.offramp.stage.djl.DjlStageEngines;
import dev.offramp.throughput.StreamGroups;
import dev.offramp.throughput.ThroughputOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;

/**
 * Everything that the job needs to know, checked.
 *
 * @param bundle           in the precision that was chosen
 * @param stages           of the graph: one for each stage of the bundle, and perhaps more for others
 * @param maxOriginalBytes of a refused record that are kept
 * @param streamsTold      that a throughput window names
 * @param streamGroups     that they are counted in
 * @param refresh          where the job serves other bundles besides
 */
public record Settings(
        Bundle bundle,
        PrecisionChoice precision,
        Placement placement,
        Partitioning partitioning,
        KafkaSettings kafka,
        FramesSettings frames,
        ClipsSettings clips,
        List<StageSettings> stages,
        int intraOpThreads,
        ExitSettings exits,
        ResultsSettings results,
        Control control,
        int maxOriginalBytes,
        Duration window,
        int streamsTold,
        StreamGroups streamGroups,
        Optional<Refresh> refresh) {

    private static final long MOST_ORIGINAL_BYTES = 768 * 1024; // with this a reject still fits a topic's default

    private static final int MOST_STREAMS = 1000; // with the longest ids they fit a record

    public Settings {
        stages = List.copyOf(stages);
    }

    /**
     * Reads and checks all options and the bundle; where the precision is to be chosen here, that takes some seconds.
     *
     * @throws SettingsException naming every problem at once
     */
    public static Settings from(Configuration config) throws SettingsException {
        List<String> problems = new ArrayList<>();
        Configuration readable = new KnownKeys(config).readable(problems);
        Optional<Bundle> bundle = openBundle(readable, problems);
        KafkaSettings kafka = KafkaSettings.from(readable, problems);
        FramesSettings frames = FramesSettings.from(readable, problems);
        ClipsSettings clips =
                ClipsSettings.from(readable, bundle.map(Bundle::frames).orElse(1), problems);
        List<StageSettings> stages = stages(readable, bundle, problems);
        CheckedOptions checked = new CheckedOptions(readable, problems);
        int intraOpThreads = checked.atLeastOne(StageOptions.INTRA_OP_THREADS);
        ExitSettings exits = ExitSettings.from(readable, problems);
        ResultsSettings results = ResultsSettings.from(readable, problems);
        Duration window = checked.wholeSeconds(ThroughputOptions.WINDOW);
        int maxOriginalBytes = maxOriginalBytes(readable, problems);
        int streamsTold = streamsTold(readable, problems);
        StreamGroups streamGroups = streamGroups(readable, problems);
        Optional<Refresh> refresh = Refresh.from(readable, problems);
        Placement placement = readable.get(JobOptions.PLACEMENT);
        Optional<Control> control = bundle.flatMap(opened -> Control.from(readable, opened, problems));
        Optional<ServedPrecision> served =
                bundle.map(opened -> ServedPrecision.from(readable, opened, stages, problems));
        bundle.ifPresent(opened -> checkSmoothing(opened, results, problems));
        problems.addAll(new Contradictions(readable, kafka, placement, stages).problems());
        served.ifPresent(precision -> problems.addAll(new BatchBytes(precision.largest(), stages).problems()));
        if (served.isEmpty() || control.isEmpty() || !problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        PrecisionChoice precision = served.get().choose(new DjlStageEngines(intraOpThreads), largestBatch(stages));
        return new Settings(
                served.get().bundle().in(precision.precision()),
                precision,
                placement,
                readable.get(JobOptions.PARTITIONING),
                kafka,
                frames,
                clips,
                stages,
                intraOpThreads,
                exits,
                results,
                control.get(),
                maxOriginalBytes,
                window,
                streamsTold,
                streamGroups,
                refresh);
    }

    /** A smoothed state is one class. */
    private static void checkSmoothing(Bundle bundle, ResultsSettings results, List<String> problems) {
        if (results.smoothing().isPresent() && bundle.task() != Task.CLASSIFICATION) {
            problems.add(ResultsOptions.SMOOTHING_DECAY.key() + " needs a bundle that classifies, " + bundle.id()
                    + " is for " + bundle.task());
        }
    }

    /** The bundle with all that operators go by. */
    public Model model() {
        return control.curves().model(bundle);
    }

    private static Optional<Bundle> openBundle(ReadableConfig config, List<String> problems) {
        Optional<String> path = config.getOptional(JobOptions.BUNDLE_PATH);
        if (path.isEmpty()) {
            problems.add(JobOptions.BUNDLE_PATH.key() + " is required, the folder of a model bundle");
            return Optional.empty();
        }
        try {
            return Optional.of(Bundle.open(Path.of(path.get()), TrustSettings.of(config)));
        } catch (BundleException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private static List<StageSettings> stages(ReadableConfig config, Optional<Bundle> bundle, List<String> problems) {
        int own = bundle.map(opened -> opened.stages().size()).orElse(1);
        int count = Math.max(own, config.get(JobOptions.MAX_STAGES));
        List<StageSettings> stages = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            stages.add(StageSettings.from(config, number, problems));
        }
        return stages;
    }

    private static int largestBatch(List<StageSettings> stages) {
        return stages.stream().mapToInt(StageSettings::maxBatchSize).max().orElse(1);
    }

    private static int streamsTold(ReadableConfig config, List<String> problems) {
        int streams = config.get(ThroughputOptions.STREAMS);
        if (streams < 0 || streams > MOST_STREAMS) {
            problems.add(
                    ThroughputOptions.STREAMS.key() + " must be between 0 and " + MOST_STREAMS + ", was " + streams);
        }
        return streams;
    }

    static StreamGroups streamGroups(ReadableConfig config, List<String> problems) {
        Optional<String> expression = config.getOptional(ThroughputOptions.GROUP_BY);
        try {
            return expression.map(Pattern::compile).map(StreamGroups::by).orElseGet(StreamGroups::none);
        } catch (PatternSyntaxException e) {
            problems.add(ThroughputOptions.GROUP_BY.key() + " must be a regular expression, was " + e.getPattern()
                    + ": " + e.getDescription());
            return StreamGroups.none();
        }
    }

    private static int maxOriginalBytes(ReadableConfig config, List<String> problems) {
        long bytes = config.get(RejectsOptions.MAX_ORIGINAL_BYTES).getBytes();
        if (bytes > MOST_ORIGINAL_BYTES) {
            problems.add(RejectsOptions.MAX_ORIGINAL_BYTES.key() + " must be at most " + MOST_ORIGINAL_BYTES
                    + " bytes, was " + bytes);
        }
        return (int) Math.min(bytes, MOST_ORIGINAL_BYTES);
    }
}
