package dev.offramp.cli.doctor;

import java.util.Set;
import org.apache.kafka.common.internals.Topic;

/** Whether the brokers can make the topics that they keep transactions and groups in, which they do when the first client comes. */
final class InternalTopics implements Check<Broker> {

    private static final String TRANSACTION_COPIES = "transaction.state.log.replication.factor";
    private static final String TRANSACTION_IN_SYNC = "transaction.state.log.min.isr";
    private static final String OFFSET_COPIES = "offsets.topic.replication.factor";

    @Override
    public String name() {
        return "Kafka's own topics";
    }

    @Override
    public void examine(Broker broker, Findings findings) {
        if (broker.largest(OFFSET_COPIES).isEmpty()) {
            findings.skipped(
                    "the brokers do not show " + OFFSET_COPIES + " and the like (DESCRIBE_CONFIGS on the cluster)");
            return;
        }
        Set<String> there = broker.internalTopics();
        if (!there.contains(Topic.GROUP_METADATA_TOPIC_NAME)) {
            tooManyCopies(broker, OFFSET_COPIES, findings);
        }
        if (!there.contains(Topic.TRANSACTION_STATE_TOPIC_NAME)) {
            tooManyCopies(broker, TRANSACTION_COPIES, findings);
            tooManyInSync(broker, findings);
        }
        findings.okOtherwise(
                "they are there, or can be made on " + broker.nodes().size() + " brokers");
    }

    private static void tooManyCopies(Broker broker, String setting, Findings findings) {
        int brokers = broker.nodes().size();
        broker.largest(setting)
                .filter(copies -> copies > brokers)
                .ifPresent(copies -> findings.wrong(
                        setting + " is " + copies + " and there "
                                + (brokers == 1 ? "is 1 broker" : "are " + brokers + " brokers")
                                + ": the topic cannot be made, and clients wait for it for ever",
                        "start " + copies + " brokers, or set " + setting + "=" + brokers + " on them"));
    }

    private static void tooManyInSync(Broker broker, Findings findings) {
        long copies = broker.largest(TRANSACTION_COPIES).orElse(Long.MAX_VALUE);
        broker.largest(TRANSACTION_IN_SYNC)
                .filter(inSync -> inSync > copies)
                .ifPresent(inSync -> findings.wrong(
                        TRANSACTION_IN_SYNC + " is " + inSync + " and " + TRANSACTION_COPIES + " is " + copies
                                + ": no transaction can ever be begun",
                        "set " + TRANSACTION_IN_SYNC + " to at most " + copies));
    }
}
