package dev.offramp.cli.read;

import dev.offramp.kafka.KafkaOptions;
import dev.offramp.schema.ThroughputWindow;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads the throughput windows of a job. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "windows",
        sortOptions = false,
        description =
                "Read the throughput windows: since when, how long, bundle, samples a second, the share that left at each"
                        + " exit, multiply-adds a sample, latency from the frame's timestamp to the decision, and accuracy where frames"
                        + " have labels. As text, below each, the streams that cost most: share of the multiply-adds, samples a"
                        + " second, multiply-adds a sample, and the share that left at exit 1.",
        footer = {
            "",
            "Examples:",
            "  ./offramp read windows --follow",
            "  ./offramp read windows --since 24h --format csv --out yesterday.csv",
            ""
        })
final class ReadWindowsCommand implements Callable<Integer> {

    @Mixin
    private ReadOptions options;

    @Option(names = "--bundle", paramLabel = "NAME", description = "Only of this bundle, in whatever version.")
    private Optional<String> bundle;

    @Override
    public Integer call() {
        var topic = JobTopic.of(KafkaOptions.THROUGHPUT_TOPIC, List.of(ThroughputWindow.class));
        return Reading.of(options, topic, new WindowText()).run(this::isWanted);
    }

    private boolean isWanted(TopicRecord record) {
        return bundle.isEmpty() || bundle.get().equals(((ThroughputWindow) record.value()).getBundleName());
    }
}
