package dev.offramp.cli.policy;

import dev.offramp.cli.broker.TopicReader;
import dev.offramp.cli.labelled.BundleFolder;
import dev.offramp.cli.labelled.CostsOption;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.WindowReader;
import dev.offramp.policy.ServedBundle;
import dev.offramp.rejects.Refusal;
import dev.offramp.throughput.ServedWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which bundle the job serves: what wishes come to, and whose thresholds are obeyed. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BundleOptions {

    private static final int NEWEST = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description = "The model bundle that the job serves (default: as the job's newest throughput names it; what"
                    + " wishes come to, and whether they can be met, only the folder tells).")
    private Optional<Path> folder;

    @Mixin
    private CostsOption costs;

    @Option(
            names = "--throughput",
            paramLabel = "TOPIC",
            description = "The topic of the job's throughput (default: offramp-throughput, where there is one).")
    private Optional<String> throughput;

    /** The topics that must be there. */
    List<String> topics() {
        return throughput.map(List::of).orElse(List.of());
    }

    /** The bundle in the folder, with all that it can be asked for; that takes a second or several. */
    Optional<ServedBundle> served(ReadableConfig config) {
        return folder.map(path -> BundleFolder.under(config, path).open())
                .map(bundle -> BundleCheck.served(bundle, costs.read(bundle)));
    }

    /** The bundle that a job serves: the one in the folder, or else that of the newest throughput, if there is any. */
    Optional<BundleInForce> inForce(Optional<ServedBundle> served, KafkaSettings settings, Set<String> topics) {
        if (served.isPresent()) {
            ServedBundle bundle = served.get();
            int earlyExits = bundle.recommended().thresholds().count();
            return Optional.of(new BundleInForce(bundle.id(), earlyExits, "--bundle"));
        }
        String topic = throughput.orElse(KafkaOptions.THROUGHPUT_TOPIC.defaultValue());
        return topics.contains(topic) ? newestServed(settings, topic) : Optional.empty();
    }

    /** Of bundles that answered beside each other that which answered most; windows of one interval have the time of its end. */
    private static Optional<BundleInForce> newestServed(KafkaSettings settings, String topic) {
        try (var reader = TopicReader.open(settings, topic, NEWEST)) {
            List<ConsumerRecord<byte[], byte[]>> records = reader.newest(NEWEST, PATIENCE);
            var windows = new WindowReader(settings.writerSchemas());
            return records.stream()
                    .filter(record -> record.timestamp()
                            == records.get(records.size() - 1).timestamp())
                    .map(record -> window(windows, record))
                    .max(Comparator.comparingLong(
                            window -> window.window().totals().samples()))
                    .map(BundleOptions::inForce);
        }
    }

    private static BundleInForce inForce(ServedWindow newest) {
        return new BundleInForce(
                newest.bundle(),
                newest.exits() - 1,
                "a job's throughput of " + PolicyText.now(newest.window().endMillis()));
    }

    private static ServedWindow window(WindowReader windows, ConsumerRecord<byte[], byte[]> record) {
        try {
            return windows.read(TopicReader.value(record));
        } catch (Refusal foreign) {
            throw new CommandFailure("a throughput window of the job cannot be read: " + foreign.detail(), foreign);
        }
    }
}
