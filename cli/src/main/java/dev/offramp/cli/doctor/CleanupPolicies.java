package dev.offramp.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** Whether topics keep what they have to keep: the newest record of each key for ever, or every record for a time. */
final class CleanupPolicies implements Check<Broker> {

    private static final String SETTING = TopicConfig.CLEANUP_POLICY_CONFIG;
    private static final String COMPACT = TopicConfig.CLEANUP_POLICY_COMPACT;
    private static final String DELETE = TopicConfig.CLEANUP_POLICY_DELETE;

    @Override
    public String name() {
        return "cleanup.policy";
    }

    @Override
    public void examine(Broker broker, Findings findings) {
        if (broker.topics().isEmpty()) {
            findings.skipped(Broker.NO_TOPIC);
            return;
        }
        List<String> compacted = compacted(broker);
        Map<String, String> policies =
                broker.settings(List.copyOf(broker.topics().keySet()), SETTING, findings);
        policies.forEach((topic, policy) -> {
            if (compacted.contains(topic)) {
                mustBeCompacted(topic, policy, findings);
            } else if (policy.contains(COMPACT)) {
                findings.wrong(
                        "topic " + topic + " has " + SETTING + "=" + policy
                                + ": of each stream it keeps the newest record, and loses the others",
                        SETTING + "=" + DELETE + " on it");
            }
        });
        findings.okOtherwise("as it has to be on " + String.join(", ", policies.keySet()));
    }

    private static List<String> compacted(Broker broker) {
        List<String> compacted = new ArrayList<>(List.of(broker.kafka().topics().policies()));
        broker.kafka().topics().states().ifPresent(compacted::add);
        broker.kafka().topics().bundles().ifPresent(compacted::add);
        return compacted;
    }

    private static void mustBeCompacted(String topic, String policy, Findings findings) {
        if (!policy.contains(COMPACT)) {
            findings.wrong(
                    "topic " + topic + " has " + SETTING + "=" + policy
                            + ": what is older than its retention is gone, though it is in force",
                    SETTING + "=" + COMPACT + " on it");
        } else if (policy.contains(DELETE)) {
            findings.warning(
                    "topic " + topic + " has " + SETTING + "=" + policy
                            + ": it is compacted, and yet loses what is older than its" + " retention",
                    SETTING + "=" + COMPACT + " on it");
        }
    }
}
