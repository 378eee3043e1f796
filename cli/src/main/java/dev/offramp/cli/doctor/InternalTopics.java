package dev.offramp.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.common.internals.Topic;

/** Whether the brokers can make the topics that they keep transactions and groups in, which they do when the first client comes. */
final class InternalTopics implements Check<Broker> {

    private record Problem(String found, String change) {}

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
        List<Problem> ofGroups = new ArrayList<>();
        tooManyCopies(broker, OFFSET_COPIES, ofGroups);
        tell(broker, Topic.GROUP_METADATA_TOPIC_NAME, ofGroups, findings);
        if (broker.kafka().guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
            List<Problem> ofTransactions = new ArrayList<>();
            tooManyCopies(broker, TRANSACTION_COPIES, ofTransactions);
            tooManyInSync(broker, ofTransactions);
            tell(broker, Topic.TRANSACTION_STATE_TOPIC_NAME, ofTransactions, findings);
        }
        findings.okOtherwise(
                "they are there, or can be made on " + broker.nodes().size() + " brokers");
    }

    /** None matters of a topic that is there; and whether it is, brokers tell only to who may see it. */
    private static void tell(Broker broker, String topic, List<Problem> problems, Findings findings) {
        Optional<Boolean> isThere = problems.isEmpty() ? Optional.of(true) : broker.isThere(topic);
        if (isThere.isEmpty()) {
            problems.forEach(problem -> findings.warning(
                    problem.found() + ", unless " + topic + " is there already, which is not shown",
                    "DESCRIBE on topic " + topic + " to see; or " + problem.change()));
        } else if (!isThere.get()) {
            problems.forEach(problem -> findings.wrong(problem.found(), problem.change()));
        }
    }

    private static void tooManyCopies(Broker broker, String setting, List<Problem> problems) {
        int brokers = broker.nodes().size();
        broker.largest(setting)
                .filter(copies -> copies > brokers)
                .ifPresent(copies -> problems.add(new Problem(
                        setting + " is " + copies + " and there "
                                + (brokers == 1 ? "is 1 broker" : "are " + brokers + " brokers")
                                + ": the topic cannot be made, and clients wait for it for ever",
                        "start " + copies + " brokers, or set " + setting + "=" + brokers + " on them")));
    }

    private static void tooManyInSync(Broker broker, List<Problem> problems) {
        long copies = broker.largest(TRANSACTION_COPIES).orElse(Long.MAX_VALUE);
        broker.largest(TRANSACTION_IN_SYNC)
                .filter(inSync -> inSync > copies)
                .ifPresent(inSync -> problems.add(new Problem(
                        TRANSACTION_IN_SYNC + " is " + inSync + " and " + TRANSACTION_COPIES + " is " + copies
                                + ": no transaction can ever be begun",
                        "set " + TRANSACTION_IN_SYNC + " to at most " + copies)));
    }
}
