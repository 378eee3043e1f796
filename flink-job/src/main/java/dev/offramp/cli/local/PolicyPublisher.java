package dev.offramp.cli.local;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.schema.Measure;
import dev.offramp.schema.PolicyScope;
import dev.offramp.schema.PolicyUpdate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteBufferSerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Tells the running job to decide otherwise, as an operator would: through the topic of policies. */
public record PolicyPublisher(String bootstrapServers, String topic) {

    /** Closes every early exit, for all streams. */
    public void closeEarlyExits(Bundle bundle, long version) {
        var update = PolicyUpdate.newBuilder()
                .setScope(PolicyScope.DEFAULT)
                .setVersion(version)
                .setMeasure(
                        Measure.valueOf(bundle.policy().criterion().measure().name()))
                .setThresholds(Collections.nCopies(bundle.earlyExits(), null))
                .setAuthor("offramp command line")
                .build();
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteBufferSerializer())) {
            producer.send(new ProducerRecord<String, ByteBuffer>(topic, "DEFAULT/", update.toByteBuffer()))
                    .get();
        } catch (IOException | ExecutionException failure) {
            throw new CommandFailure("the policy update could not be published: " + failure.getMessage(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("stopped while publishing the policy update", stopped);
        }
    }
}
