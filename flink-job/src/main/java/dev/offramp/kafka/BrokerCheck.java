package dev.offramp.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * Asks the broker, before the job starts, whether the job can run on it.
 *
 * @param steers whether it publishes policies itself
 */
public record BrokerCheck(KafkaSettings settings, boolean steers, Duration patience) {

    /** No problem where the broker answers, has the topics, takes the largest result and allows the transactions. */
    public BrokerFindings findings() {
        try (BrokerQuestions broker = BrokerQuestions.to(settings, patience)) {
            return findings(broker);
        } catch (KafkaException failure) {
            return JaasCheck.problem(settings.clientProperties(), failure)
                    .map(problem -> KafkaSettings.CLIENT_PREFIX + SaslConfigs.SASL_JAAS_CONFIG + " " + problem)
                    .map(problem ->
                            new BrokerFindings(List.of(problem), false, List.of(), settings.transactionTimeout()))
                    .orElseGet(() -> new BrokerFindings(
                            List.of(BrokerFailure.reason(failure, settings.bootstrapServers(), patience)),
                            BrokerFailure.mayPass(failure),
                            List.of(),
                            settings.transactionTimeout()));
        }
    }

    private BrokerFindings findings(BrokerQuestions broker) {
        RightsCheck rights = RightsCheck.ofJob(settings, steers);
        List<String> missing = new ArrayList<>(missingTopics(rights.missingTopics(broker)));
        missing.addAll(rights.problems(broker));
        if (!missing.isEmpty()) {
            return BrokerFindings.notYet(missing, settings.transactionTimeout());
        }
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        new RecordSizeCheck(settings).ask(broker, problems, warnings);
        problems.addAll(new TopicOrderCheck(settings.topics().policies(), "policies").problems(broker));
        for (String topic : settings.topics().bundles().stream().toList()) {
            problems.addAll(new TopicOrderCheck(topic, "bundles").problems(broker));
            problems.addAll(new CompactionCheck(topic).problems(broker));
        }
        if (settings.guarantee() != DeliveryGuarantee.EXACTLY_ONCE) {
            return new BrokerFindings(problems, false, warnings, settings.transactionTimeout());
        }
        TransactionCheck transactions = new TransactionCheck(settings, broker);
        TransactionTimeout fitted = transactions.fit(problems, warnings);
        List<String> missingRights = new ArrayList<>();
        transactions.askAtStart(missingRights, problems);
        boolean mayPass = problems.isEmpty() && !missingRights.isEmpty();
        problems.addAll(missingRights);
        return new BrokerFindings(problems, mayPass, warnings, fitted);
    }

    private List<String> missingTopics(Set<String> unknown) {
        return settings.topics().all().stream()
                .filter(unknown::contains)
                .map(topic -> "topic " + topic + " does not exist on " + settings.bootstrapServers())
                .toList();
    }
}
