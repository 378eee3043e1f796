package dev.offramp.cli.read;

import dev.offramp.kafka.KafkaOptions;
import dev.offramp.schema.Reject;
import dev.offramp.schema.RejectReason;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads what a job refused, and why. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "rejects",
        sortOptions = false,
        description =
                "Read the rejects: when, of which stream, why, which record it was (topic-partition@offset), and what was"
                        + " wrong with it.",
        footer = {"", "Example:", "  ./offramp read rejects --since 1h --reason TRUNCATED_IMAGE", ""})
final class ReadRejectsCommand implements Callable<Integer> {

    @Mixin
    private ReadOptions options;

    @Option(names = "--stream", paramLabel = "ID", description = "Only of records with this key.")
    private Optional<String> stream;

    @Option(names = "--reason", paramLabel = "REASON", description = "Only for this reason, as UNDECODABLE_IMAGE.")
    private Optional<RejectReason> reason;

    @Override
    public Integer call() {
        var topic = JobTopic.of(KafkaOptions.REJECTS_TOPIC, List.of(Reject.class));
        return Reading.of(options, topic, new RejectText()).run(this::isWanted);
    }

    private boolean isWanted(TopicRecord record) {
        return (stream.isEmpty() || stream.get().equals(record.key()))
                && (reason.isEmpty() || reason.get() == ((Reject) record.value()).getReason());
    }
}
