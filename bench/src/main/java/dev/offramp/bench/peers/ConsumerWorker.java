package dev.offramp.bench.peers;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.run.JobPlan;
import dev.offramp.exit.Ranking;
import dev.offramp.frames.PixelDecoder;
import dev.offramp.job.Settings;
import dev.offramp.kafka.AnswerEncoder;
import dev.offramp.kafka.ConsumedRecord;
import dev.offramp.kafka.FrameReader;
import dev.offramp.offline.Network;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.Origin;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.djl.DjlStageEngines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One thread of the plain consumer loop: poll, decode, run the network without its early exits in batches, produce, commit. At least
 * once, with the job's own batch size, precision, producer settings and engine.
 */
final class ConsumerWorker implements Callable<Boolean> {

    private static final Duration POLL = Duration.ofMillis(100);

    private final JobPlan plan;
    private final int number;
    private final AtomicBoolean stopped;
    private final AnswerEncoder encoder;
    private final WholeAnswer answers;
    private final FrameReader frames = new FrameReader(WriterSchemas.NONE);

    /** @param number of the lane, from 0, which says whose partitions it reads */
    ConsumerWorker(JobPlan plan, int number, AtomicBoolean stopped) {
        this.plan = plan;
        this.number = number;
        this.stopped = stopped;
        this.encoder = new AnswerEncoder(plan.settings().bundle().classNames());
        this.answers = new WholeAnswer(plan.settings().bundle());
    }

    /** A frame whose pixels wait for the batch to fill. */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Decoded(byte[] key, Sample sample, Tensor pixels) {}

    @Override
    public Boolean call() throws StageFailure, Refusal {
        Bundle bundle = plan.settings().bundle();
        StageDevice cpu = new StageDevice(StageDevice.Kind.CPU, 0);
        try (Network network = Network.open(
                        bundle.stages(), new DjlStageEngines(plan.settings().intraOpThreads()), cpu);
                KafkaConsumer<byte[], byte[]> consumer = consumer();
                KafkaProducer<byte[], byte[]> producer = producer()) {
            while (!stopped.get()) {
                List<Decoded> polled = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    polled.add(decoded(record));
                }
                answer(polled, network, producer);
                producer.flush();
                consumer.commitAsync();
            }
        }
        return true;
    }

    private Decoded decoded(ConsumerRecord<byte[], byte[]> record) throws Refusal {
        Settings settings = plan.settings();
        PixelDecoder decoder = new PixelDecoder(settings.frames(), settings.bundle());
        Origin origin = new Origin(record.topic(), record.partition(), record.offset(), record.timestamp());
        EncodedFrame frame = frames.read(new ConsumedRecord(origin, record.key(), record.value()));
        return new Decoded(record.key(), frame.sample(), decoder.decode(frame.pictures()));
    }

    private void answer(List<Decoded> polled, Network network, KafkaProducer<byte[], byte[]> producer)
            throws StageFailure {
        int batchSize = plan.settings().stages().get(0).maxBatchSize();
        for (int from = 0; from < polled.size(); from += batchSize) {
            List<Decoded> batch = polled.subList(from, Math.min(polled.size(), from + batchSize));
            long startNanos = System.nanoTime();
            float[][] last =
                    network.lastLogits(batch.stream().map(Decoded::pixels).toList());
            long micros = (System.nanoTime() - startNanos) / 1000;
            for (int row = 0; row < batch.size(); row++) {
                Decoded one = batch.get(row);
                var top = Ranking.top(last[row], plan.settings().exits().topK());
                byte[] value = encoder.encode(answers.of(one.sample, top, micros, batch.size()));
                var unused = producer.send(
                        new ProducerRecord<>(plan.settings().kafka().topics().classifications(), one.key, value));
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        plan.settings().kafka().bootstrapServers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        plan.settings().kafka().groupId(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        String topic = plan.settings().kafka().topics().frames();
        int partitions = consumer.partitionsFor(topic).size();
        consumer.assign(IntStream.range(0, partitions)
                .filter(partition -> partition % plan.parallelism() == number)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList());
        return consumer;
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        plan.settings().kafka().bootstrapServers(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
