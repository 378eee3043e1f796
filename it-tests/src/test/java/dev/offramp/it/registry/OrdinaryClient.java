package dev.offramp.it.registry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic as any client of a registry does: it knows no schema of this project, and asks for that of each id. */
final class OrdinaryClient {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int HEADER_BYTES = 5;

    private final String bootstrapServers;
    private final String url;
    private final Map<Integer, Schema> schemas = new HashMap<>();

    OrdinaryClient(String bootstrapServers, String url) {
        this.bootstrapServers = bootstrapServers;
        this.url = url;
    }

    /** What is committed on a topic, once there is so much. */
    List<GenericRecord> read(String topic, int atLeast) throws Exception {
        Map<String, Object> client = Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        List<GenericRecord> read = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList());
            Instant deadline = Instant.now().plus(PATIENCE);
            while (read.size() < atLeast && Instant.now().isBefore(deadline)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    read.add(decoded(record.value()));
                }
            }
        }
        return read;
    }

    private GenericRecord decoded(byte[] value) throws IOException, InterruptedException {
        if (value[0] != 0) {
            throw new AssertionError("a record begins with " + value[0] + ", not as in the form of a registry");
        }
        var body = DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
        return new GenericDatumReader<GenericRecord>(
                        schema(ByteBuffer.wrap(value).getInt(1)))
                .read(null, body);
    }

    private Schema schema(int id) throws IOException, InterruptedException {
        if (!schemas.containsKey(id)) {
            var request = HttpRequest.newBuilder(URI.create(url + "/schemas/ids/" + id))
                    .build();
            String answer = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            schemas.put(
                    id,
                    new Schema.Parser()
                            .parse(new ObjectMapper()
                                    .readTree(answer)
                                    .path("schema")
                                    .asText()));
        }
        return schemas.get(id);
    }
}
