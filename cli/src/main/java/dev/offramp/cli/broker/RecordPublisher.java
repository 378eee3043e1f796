package dev.offramp.cli.broker;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.registry.Subject;
import dev.offramp.registry.WrittenForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes single records to a compacted topic, within a bounded time.
 *
 * @param subjects of the records that lie on it
 */
public record RecordPublisher(KafkaSettings settings, String topic, List<Subject> subjects) {

    public RecordPublisher {
        subjects = List.copyOf(subjects);
    }

    /**
     * Publishes a record; returns where it lies.
     *
     * @param value in single-object encoding; empty where the record takes away what its key had
     * @param what  it is, for the message: the policy
     */
    RecordMetadata publish(String key, Optional<byte[]> value, String what) {
        try (var producer =
                new KafkaProducer<>(producerProperties(), new StringSerializer(), new ByteArraySerializer())) {
            byte[] bytes = value.isPresent() ? form().of(value.get()) : null;
            return producer.send(new ProducerRecord<>(topic, key, bytes)).get();
        } catch (ExecutionException failure) {
            throw new CommandFailure(
                    what + " could not be published to " + topic + ": "
                            + BrokerRefusal.in(failure, AclOperation.WRITE).orElse(failure.getMessage()),
                    failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while publishing " + what, stopped);
        }
    }

    private WrittenForm form() {
        return RegisteredForm.of(settings.registry(), subjects);
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
