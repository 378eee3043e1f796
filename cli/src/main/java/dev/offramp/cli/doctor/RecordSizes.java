package dev.offramp.cli.doctor;

import dev.offramp.frames.FramesOptions;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.RecordSizeCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** Whether the topics take the largest records. */
final class RecordSizes implements Check<Broker> {

    @Override
    public String name() {
        return "max.message.bytes";
    }

    @Override
    public void examine(Broker broker, Findings findings) {
        written(broker, findings);
        read(broker, findings);
        findings.okOtherwise("the topics take the largest records that the job reads and writes");
    }

    private static void written(Broker broker, Findings findings) {
        KafkaSettings kafka = broker.kafka();
        if (broker.seen(kafka.topics().outgoing(), findings).size()
                < kafka.topics().outgoing().size()) {
            return;
        }
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        new RecordSizeCheck(kafka).ask(broker.questions(), problems, warnings);
        problems.forEach(
                problem -> findings.wrong(
                        problem,
                        "raise max.message.bytes of that topic (message.max.bytes of the brokers), or lower kafka.max-result-bytes"));
        warnings.forEach(warning -> findings.warning(warning, ""));
    }

    private static void read(Broker broker, Findings findings) {
        List<String> frames = broker.seen(List.of(broker.kafka().topics().frames()), findings);
        Map<String, String> sizes = broker.settings(frames, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, findings);
        long largest = broker.told().get(FramesOptions.MAX_BYTES).getBytes();
        sizes.forEach((topic, size) -> {
            if (Long.parseLong(size) < largest) {
                findings.warning(
                        "topic " + topic + " takes records of at most " + size
                                + " bytes (max.message.bytes), the job would take" + " pictures of " + largest
                                + " (frames.max-bytes): larger ones cannot be published",
                        "max.message.bytes=" + largest + " on it, if there are such pictures");
            }
        });
    }
}
