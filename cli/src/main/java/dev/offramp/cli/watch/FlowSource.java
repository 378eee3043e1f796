package dev.offramp.cli.watch;

import dev.offramp.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * What is published and how far the job has come, by the ends of the frames' topic and by the offsets of the job's consumer group. The
 * job commits those with its checkpoints ({@link FlowMeter}).
 */
final class FlowSource implements Source {

    private static final long NANOS_A_MILLI = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaSettings settings;
    private final FlowMeter meter;
    private Optional<Admin> admin = Optional.empty();

    FlowSource(KafkaSettings settings) {
        this.settings = settings;
        this.meter = new FlowMeter(() -> System.nanoTime() / NANOS_A_MILLI);
    }

    @Override
    public String name() {
        return "frames";
    }

    @Override
    public void read(Board board) throws ExecutionException, InterruptedException {
        Admin client = client();
        String topic = settings.topics().frames();
        List<TopicPartition> partitions = new ArrayList<>();
        client.describeTopics(List.of(topic)).allTopicNames().get().forEach((name, found) -> found.partitions()
                .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
        Map<TopicPartition, Long> committed = new HashMap<>();
        client.listConsumerGroupOffsets(settings.framesGroup())
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, place) -> {
                    if (place != null) {
                        committed.put(partition, place.offset());
                    }
                });
        List<TopicPartition> unread = partitions.stream()
                .filter(partition -> !committed.containsKey(partition))
                .toList(); // a job begins at the beginning
        committed.putAll(offsets(unread, OffsetSpec.earliest()));
        board.flow(meter.measured(offsets(partitions, OffsetSpec.latest()), committed));
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, which));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        client().listOffsets(wanted).all().get().forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private Admin client() {
        if (admin.isEmpty()) {
            Map<String, Object> properties = new HashMap<>(settings.clientProperties());
            properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
            properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
            properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
            admin = Optional.of(Admin.create(properties));
        }
        return admin.get();
    }

    @Override
    public void lost(Board board) {
        board.noFlow();
    }

    @Override
    public void close() {
        meter.forget();
        admin.ifPresent(client -> client.close(Duration.ofSeconds(1)));
        admin = Optional.empty();
    }
}
