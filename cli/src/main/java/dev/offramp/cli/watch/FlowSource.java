package dev.offramp.cli.watch;

import dev.offramp.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * What is published and how far the job has come, by the ends of the frames' topic and by the offsets of the job's consumer group. The
 * job commits those with its checkpoints, so what waits is told up to one checkpoint too high.
 */
final class FlowSource implements Source {

    static final String NAME = "frames";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaSettings settings;
    private final FlowMeter meter;
    private Optional<Admin> admin = Optional.empty();

    FlowSource(KafkaSettings settings, LongSupplier clock) {
        this.settings = settings;
        this.meter = new FlowMeter(clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void read(Board board) throws ExecutionException, InterruptedException {
        Admin client = client();
        String topic = settings.topics().frames();
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        client.describeTopics(List.of(topic)).allTopicNames().get().forEach((name, found) -> found.partitions()
                .forEach(
                        partition -> wanted.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        client.listOffsets(wanted).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        Map<TopicPartition, Long> committed = new HashMap<>();
        client.listConsumerGroupOffsets(settings.framesGroup())
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, place) -> {
                    if (place != null && ends.containsKey(partition)) {
                        committed.put(partition, place.offset());
                    }
                });
        board.flow(meter.measured(ends, committed));
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
    public void close() {
        meter.forget();
        admin.ifPresent(client -> client.close(Duration.ofSeconds(1)));
        admin = Optional.empty();
    }
}
