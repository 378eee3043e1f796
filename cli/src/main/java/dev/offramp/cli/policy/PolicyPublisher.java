package dev.offramp.cli.policy;

import dev.offramp.cli.broker.BrokerRefusal;
import dev.offramp.cli.broker.RegisteredForm;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.PolicyWriter;
import dev.offramp.kafka.TopicSubjects;
import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.registry.WrittenForm;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes changes to the policies topic, within a bounded time. */
record PolicyPublisher(KafkaSettings settings) {

    /** Publishes a change; returns where its record lies. */
    RecordMetadata publish(PolicyChange change) {
        try (var producer =
                new KafkaProducer<>(producerProperties(), new StringSerializer(), new ByteArraySerializer())) {
            byte[] value = change instanceof ScopedPolicy update ? form().of(PolicyWriter.write(update)) : null;
            var record = new ProducerRecord<>(settings.topics().policies(), change.topicKey(), value);
            return producer.send(record).get();
        } catch (ExecutionException failure) {
            throw new CommandFailure(
                    "the policy could not be published to " + settings.topics().policies() + ": "
                            + BrokerRefusal.in(failure, AclOperation.WRITE).orElse(failure.getMessage()),
                    failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while publishing the policy", stopped);
        }
    }

    private WrittenForm form() {
        return RegisteredForm.of(settings.registry(), new TopicSubjects(settings.topics()).policies());
    }

    private Map<String, Object> producerProperties() {
        Map<String, Object> properties = new HashMap<>(settings.clientProperties());
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        return properties;
    }
}
