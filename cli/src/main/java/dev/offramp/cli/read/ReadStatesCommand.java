package dev.offramp.cli.read;

import dev.offramp.kafka.KafkaOptions;
import dev.offramp.schema.StreamState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads what streams show. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "states",
        sortOptions = false,
        description =
                "Read what streams show, where the job smooths their answers (results.smoothing.decay): since when, stream,"
                        + " sequence, class with its smoothed probability, and what it showed before.",
        footer = {"", "Example:", "  ./offramp read states --stream camera-0 --limit 1", ""})
final class ReadStatesCommand implements Callable<Integer> {

    @Mixin
    private ReadOptions options;

    @Option(names = "--stream", paramLabel = "ID", description = "Only of this stream.")
    private Optional<String> stream;

    @Override
    public Integer call() {
        var topic = JobTopic.of(KafkaOptions.STATES_TOPIC, List.of(StreamState.class));
        return Reading.of(options, topic, new StateText()).run(this::isWanted);
    }

    private boolean isWanted(TopicRecord record) {
        return stream.isEmpty() || stream.get().equals(((StreamState) record.value()).getStream());
    }
}
