package dev.offramp.cli.doctor;

import dev.offramp.job.GuaranteeCheck;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.TransactionCheck;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.connector.base.DeliveryGuarantee;

/** Whether the broker allows the transactions that answers are written in, and keeps them for as long as a checkpoint and a restart take. */
final class TransactionsKept implements Check<Broker> {

    @Override
    public String name() {
        return "transactions";
    }

    @Override
    public void examine(Broker broker, Findings findings) {
        KafkaSettings kafka = broker.kafka();
        if (kafka.guarantee() != DeliveryGuarantee.EXACTLY_ONCE) {
            findings.ok("none are needed: " + kafka.guarantee());
            return;
        }
        List<String> outgoing = kafka.topics().outgoing();
        if (broker.seen(outgoing, findings).size() < outgoing.size()) {
            return;
        }
        TransactionCheck transactions = new TransactionCheck(kafka, broker.questions());
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        KafkaSettings fitted = kafka.with(transactions.fit(problems, warnings));
        problems.forEach(
                problem -> findings.wrong(problem, "raise transaction.max.timeout.ms on the brokers, or leave it out"));
        new GuaranteeCheck(broker.told(), fitted).problems().forEach(problem -> findings.wrong(problem, ""));
        transactions
                .problemsAtStart()
                .forEach(problem -> findings.wrong(
                        problem, "kafka-acls.sh --add for the job's principal; docs/security.md lists what it needs"));
        warnings.forEach(warning -> findings.warning(warning, "transaction.max.timeout.ms of the brokers"));
        findings.okOtherwise("allowed, and kept for "
                + fitted.transactionTimeout().duration().toSeconds() + " s, into which a checkpoint and a restart fit");
    }
}
