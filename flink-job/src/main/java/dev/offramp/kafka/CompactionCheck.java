package dev.offramp.kafka;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Whether a topic keeps the newest record of each key for ever; one whose settings are not shown is believed to. */
record CompactionCheck(String topic) {

    private static final String SETTING = TopicConfig.CLEANUP_POLICY_CONFIG;

    /** Asks; the topic must be there. */
    List<String> problems(BrokerQuestions broker) {
        return broker.configs(ConfigResource.Type.TOPIC, List.of(topic)).values().stream()
                .map(config -> BrokerQuestions.value(config, SETTING))
                .flatMap(Optional::stream)
                .filter(cleanup -> !cleanup.contains(TopicConfig.CLEANUP_POLICY_COMPACT))
                .map(cleanup -> "topic " + topic + " must be compacted, it has " + SETTING + "=" + cleanup
                        + ": what is older than its retention would be gone, though it is in force")
                .toList();
    }
}
