package dev.offramp.it;

import dev.offramp.cli.broker.BrokerConnection;
import dev.offramp.cli.broker.EmbeddedBroker;
import dev.offramp.cli.broker.TopicPlan;
import dev.offramp.kafka.BundleRecordWriter;
import dev.offramp.kafka.PolicyWriter;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.refresh.Order;
import dev.offramp.schema.BundleDecision;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import dev.offramp.schema.PolicyUpdate;
import dev.offramp.schema.Reject;
import dev.offramp.schema.ThroughputWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Topics of a job on a broker, written and read by ordinary clients. */
public final class TestTopics {

    private static final int PARTITIONS = 4;
    private static final int PROBES = 64; // so many streams that every subtask has some

    private final String bootstrapServers;
    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final UnaryOperator<String> names;

    private TestTopics(String bootstrapServers, UnaryOperator<String> names) {
        this.bootstrapServers = bootstrapServers;
        this.names = names;
    }

    /** Those that are there, under the names that a job knows them by where nobody says otherwise. */
    public static TestTopics named(String bootstrapServers) {
        return new TestTopics(bootstrapServers, role -> "offramp-" + role);
    }

    public TestTopics(EmbeddedBroker broker) {
        this(broker.bootstrapServers());
    }

    /** Six fresh ones. */
    public TestTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        names = role -> role + "-" + id;
        TopicPlan plan = new TopicPlan(PARTITIONS);
        try (var connection = BrokerConnection.open(bootstrapServers, Map.of())) {
            connection.createTopics(List.of(
                    plan.frames(name("frames")),
                    plan.policies(name("policies")),
                    plan.policies(name("bundles")),
                    plan.answers(name("classifications")),
                    plan.answers(name("rejects")),
                    plan.answers(name("throughput"))));
        }
    }

    public String name(String role) {
        return names.apply(role);
    }

    /** The settings that point a job at these topics. */
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap-servers", bootstrapServers);
        settings.put("kafka.group-id", id);
        settings.put("kafka.transactional-id-prefix", id);
        for (String role : List.of("frames", "policies", "classifications", "rejects", "throughput")) {
            settings.put("kafka." + role + "-topic", name(role));
        }
        return settings;
    }

    /** Publishes images as PNG, in turn from the streams; the image's position is in its sequence and stream. */
    public void publish(List<FashionMnist.Image> images, int streams) {
        publish("stream-", images, streams, null);
    }

    /** The same, under other stream ids and with a deadline. */
    public void publish(String prefix, List<FashionMnist.Image> images, int streams, @Nullable Long deadlineMillis) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            String stream = prefix + i % streams;
            FashionMnist.Image image = images.get(i);
            Frame frame = Frame.newBuilder(frame(stream, i / streams, FrameEncoding.PNG, image.png(), image.label()))
                    .setDeadlineMillis(deadlineMillis)
                    .build();
            records.add(record("frames", stream, encoded(frame)));
        }
        send(records);
    }

    public static Frame frame(
            String stream, long sequence, FrameEncoding encoding, byte[] bytes, @Nullable Integer label) {
        return Frame.newBuilder()
                .setStream(stream)
                .setSequence(sequence)
                .setEventTime(Instant.ofEpochMilli(eventTimeMillis(sequence)))
                .setEncoding(encoding)
                .setBytes(ByteBuffer.wrap(bytes))
                .setLabel(label)
                .build();
    }

    public static byte[] encoded(Frame frame) {
        try {
            ByteBuffer buffer = Frame.getEncoder().encode(frame);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ProducerRecord<byte[], byte[]> record(String role, String key, byte @Nullable [] value) {
        return new ProducerRecord<>(name(role), key.getBytes(StandardCharsets.UTF_8), value);
    }

    /** Returns when all are on the broker; fails where one is not. */
    public void send(List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> client = Map.of("bootstrap.servers", bootstrapServers, "max.request.size", 20_000_000);
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent =
                    records.stream().map(producer::send).toList();
            producer.flush();
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException | InterruptedException lost) {
            throw new AssertionError("a record did not get to the broker: " + lost.getMessage(), lost);
        }
    }

    public List<Classification> classifications(int atLeast) {
        return committed().read(name("classifications"), Classification.getDecoder(), all -> all.size() >= atLeast);
    }

    /** Answers and gaps, in the order of their partitions. */
    public List<SpecificRecord> results(Predicate<List<SpecificRecord>> enough) {
        return committed().read(name("classifications"), KindDecoder.ofResults(), enough);
    }

    /** When the picture of a sequence number was taken. */
    public static long eventTimeMillis(long sequence) {
        return 1_000_000 + sequence;
    }

    /** Sends frames of streams of their own until all are answered under the policy version: then it is everywhere. */
    public void publishUntilAnsweredUnder(long version, FashionMnist.Image image, long eventTimeMillis) {
        boolean arrived = false;
        for (long probe = 1; !arrived; probe++) {
            long sequence = probe;
            send(IntStream.range(0, PROBES)
                    .mapToObj(stream -> probe("probe-" + stream, sequence, image, eventTimeMillis))
                    .toList());
            arrived = classificationsOf("probe-", (int) probe * PROBES).stream()
                    .filter(answer -> answer.getSequence() == sequence)
                    .allMatch(answer -> answer.getPolicyVersion() == version);
        }
    }

    private ProducerRecord<byte[], byte[]> probe(
            String stream, long sequence, FashionMnist.Image image, long eventTimeMillis) {
        Frame frame = Frame.newBuilder(frame(stream, sequence, FrameEncoding.PNG, image.png(), image.label()))
                .setEventTime(Instant.ofEpochMilli(eventTimeMillis))
                .build();
        return record("frames", stream, encoded(frame));
    }

    /** Publishes policy updates as the job itself writes them. */
    public void publish(ScopedPolicy... updates) {
        send(Stream.of(updates)
                .map(update -> record("policies", update.topicKey(), PolicyWriter.write(update)))
                .toList());
    }

    /** Gives orders as the command line writes them. */
    public void publish(Order... orders) {
        send(Stream.of(orders)
                .map(order -> record("bundles", order.topicKey(), BundleRecordWriter.write(order)))
                .toList());
    }

    /** What the job has decided about bundles, until there is enough. */
    public List<BundleDecision> decisions(Predicate<List<BundleDecision>> enough) {
        return decisions(
                committed().read(name("bundles"), KindDecoder.ofBundles(), all -> enough.test(decisions(all))));
    }

    private static List<BundleDecision> decisions(List<SpecificRecord> said) {
        return said.stream()
                .filter(BundleDecision.class::isInstance)
                .map(BundleDecision.class::cast)
                .toList();
    }

    /** The updates on the policies topic, in their order, until there are enough. */
    public List<PolicyUpdate> policies(Predicate<List<PolicyUpdate>> enough) {
        return committed().read(name("policies"), PolicyUpdate.getDecoder(), enough);
    }

    /** Answers of the streams whose ids begin so, until there are at least so many. */
    public List<Classification> classificationsOf(String prefix, int atLeast) {
        Predicate<Classification> wanted = answer -> answer.getStream().startsWith(prefix);
        return committed()
                .read(
                        name("classifications"),
                        Classification.getDecoder(),
                        all -> all.stream().filter(wanted).count() >= atLeast)
                .stream()
                .filter(wanted)
                .toList();
    }

    /** Answers until at least this many different frames are answered. */
    public List<Classification> classificationsOf(int frames) {
        return committed()
                .read(
                        name("classifications"),
                        Classification.getDecoder(),
                        all -> all.size() >= frames
                                && all.stream()
                                                .map(answer ->
                                                        answer.getFramePartition() + "@" + answer.getFrameOffset())
                                                .distinct()
                                                .count()
                                        >= frames);
    }

    public List<Frame> frames(int atLeast) {
        return committed().read(name("frames"), Frame.getDecoder(), all -> all.size() >= atLeast);
    }

    public List<Reject> rejects(int atLeast) {
        return committed().read(name("rejects"), Reject.getDecoder(), all -> all.size() >= atLeast);
    }

    public List<ThroughputWindow> windows(Predicate<List<ThroughputWindow>> enough) {
        return committed().read(name("throughput"), ThroughputWindow.getDecoder(), enough);
    }

    /** The value of the first record that a consumer comes by, as it is on the topic. */
    public ConsumerRecord<byte[], byte[]> first(String role) {
        return committed().first(name(role));
    }

    /** The record that a reject names. */
    public ConsumerRecord<byte[], byte[]> original(Reject reject) {
        TopicPartition partition = new TopicPartition(reject.getTopic(), reject.getPartition());
        return committed().at(partition, reject.getOffset());
    }

    private CommittedReader committed() {
        return new CommittedReader(bootstrapServers);
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }
}
