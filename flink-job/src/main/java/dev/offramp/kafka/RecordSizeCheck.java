package dev.offramp.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the topics take the largest records that the job may write. */
public record RecordSizeCheck(KafkaSettings settings) {

    private static final int BATCH_OVERHEAD_BYTES = 1024;

    /** Asks; the topics must be there. */
    public void ask(BrokerQuestions broker, List<String> problems, List<String> warnings) {
        Map<String, Integer> written = written();
        Optional<Map<String, Long>> largest = broker.largestRecords(written.keySet());
        if (largest.isEmpty()) {
            warnings.add("the broker does not show max.message.bytes of "
                    + settings.topics().outgoing()
                    + " (DESCRIBE_CONFIGS on these topics): where it is below " + KafkaOptions.MAX_RESULT_BYTES.key()
                    + ", a large result fails the job");
        }
        largest.orElse(Map.of()).forEach((topic, max) -> {
            int needed = written.getOrDefault(topic, 0) + BATCH_OVERHEAD_BYTES;
            if (max < needed) {
                problems.add("topic " + topic + " takes records of at most " + max
                        + " bytes (max.message.bytes), the job may write " + needed + " ("
                        + KafkaOptions.MAX_RESULT_BYTES.key() + " for classifications)");
            }
        });
    }

    private Map<String, Integer> written() {
        Map<String, Integer> written = new HashMap<>(Map.of(
                settings.topics().classifications(), settings.maxResultBytes(),
                settings.topics().rejects(), KafkaSettings.LARGEST_REJECT_BYTES,
                settings.topics().throughput(), KafkaSettings.LARGEST_REJECT_BYTES));
        settings.topics().states().ifPresent(states -> written.put(states, KafkaSettings.LARGEST_STATE_BYTES));
        return written;
    }
}
