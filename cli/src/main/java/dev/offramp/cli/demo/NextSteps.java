package dev.offramp.cli.demo;

import dev.offramp.cli.local.LocalSystem;
import dev.offramp.kafka.KafkaOptions;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;

/** Says where to look next. */
final class NextSteps {

    static final List<String> LINES = List.of(
            "",
            "Where to look next:",
            "  ./offramp demo --images DIR   classify your own pictures",
            "  ./offramp demo --video        clips of films, with exits over their frames; or --video FILE, your own",
            "  ./offramp demo --keep         leave broker and job up, to read its topics and see its web pages",
            "  ./offramp run --help          run the job against your own broker",
            "  ./offramp publish --help      publish pictures to any broker",
            "  flink-job/src/main/java/dev/offramp/job/OfframpTopology.java       the job as a picture",
            "  model-artifacts/bundles/fashion-mnist-branchy/MODEL_CARD.md        the network and its exits");

    private NextSteps() {}

    /** How to reach a system that is left up. */
    static List<String> whileKept(WatchedSystem watched) {
        LocalSystem system = watched.system();
        var topics = system.topics();
        String broker = system.bootstrapServers();
        return List.of(
                "",
                "Everything stays up until Ctrl-C.",
                "  broker     " + broker,
                "  console    "
                        + watched.console()
                                .map(console -> console.address().toString())
                                .orElse("none, as was wished"),
                "  web pages  " + system.webUi(),
                "  topics     " + String.join(", ", topics.all()),
                "",
                "Publish more:  ./offramp publish DIR --bootstrap " + broker + " --topic " + topics.frames(),
                "Read answers:  "
                        + read(
                                "answers --follow",
                                broker,
                                topics.classifications(),
                                KafkaOptions.CLASSIFICATIONS_TOPIC),
                "What it cost:  " + read("windows", broker, topics.throughput(), KafkaOptions.THROUGHPUT_TOPIC),
                "Was refused:   " + read("rejects", broker, topics.rejects(), KafkaOptions.REJECTS_TOPIC));
    }

    private static String read(String what, String broker, String topic, ConfigOption<String> option) {
        return "./offramp read " + what + " --bootstrap " + broker
                + (topic.equals(option.defaultValue()) ? "" : " --topic " + topic);
    }
}
