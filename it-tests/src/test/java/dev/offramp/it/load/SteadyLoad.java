package dev.offramp.it.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.FashionMnist;
import dev.offramp.it.TestTopics;
import dev.offramp.schema.FrameEncoding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Frames at a steady rate from several streams, whatever befalls the brokers: what is late is sent when it can be, and each frame is on the
 * topic once. Frames are numbered from 0 on; stream and sequence tell which it is. Every so often the streams end and others begin.
 */
public final class SteadyLoad implements AutoCloseable {

    private static final int STREAMS = 8;

    /** So many frames later the streams are others: cameras come and go. */
    private static final int LIFE = 8_000;

    private static final int TICK_MILLIS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Says what the frames show. */
    public interface Pictures {

        /** What the frame of a number shows, from 0 on. */
        Picture at(long number);
    }

    /** A picture as it is published, and what is on it. */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    public record Picture(byte[] png, int label) {}

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final KafkaProducer<byte[], byte[]> producer;
    private final TestTopics topics;
    private final Pictures pictures;
    private final int rate;
    private final long started = System.nanoTime();
    private final AtomicLong published = new AtomicLong();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private volatile long end = Long.MAX_VALUE;
    private long next;

    /** The same, of pictures of the shipped test set. */
    public SteadyLoad(TestTopics topics, int rate) {
        this(topics, rate, ofTestSet());
    }

    /** @param rate frames a second, all streams together */
    public SteadyLoad(TestTopics topics, int rate, Pictures pictures) {
        this.topics = topics;
        this.pictures = pictures;
        this.rate = rate;
        Map<String, Object> client = Map.of(
                "bootstrap.servers",
                topics.bootstrapServers(),
                "linger.ms",
                5,
                "request.timeout.ms",
                5_000,
                "max.block.ms",
                Integer.MAX_VALUE,
                "delivery.timeout.ms",
                Integer.MAX_VALUE);
        producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
        var unused = clock.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Pictures ofTestSet() {
        List<Picture> pictures = FashionMnist.first(500).images().stream()
                .map(image -> new Picture(image.png(), image.label()))
                .toList();
        return number -> pictures.get((int) (number % pictures.size()));
    }

    public int rate() {
        return rate;
    }

    /** How many frames there ought to be by now, on the brokers or on their way. */
    public long due() {
        return Math.min(end, sinceStart());
    }

    private long sinceStart() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started) * rate / 1000;
    }

    /** How many frames the brokers have acknowledged. */
    public long published() {
        return published.get();
    }

    /** The number of the frame of a stream with a sequence. */
    public static long number(String stream, long sequence) {
        String[] words = stream.split("-", -1);
        return Long.parseLong(words[1]) * LIFE + sequence * STREAMS + Long.parseLong(words[2]);
    }

    private static String streamOf(long number) {
        return "stream-" + number / LIFE + "-" + number % STREAMS;
    }

    private void tick() {
        try {
            sendWhatIsDue();
        } catch (RuntimeException problem) {
            failure.compareAndSet(null, problem);
            throw problem;
        }
    }

    private void sendWhatIsDue() {
        long due = due();
        while (next < due) {
            String stream = streamOf(next);
            Picture picture = pictures.at(next);
            byte[] frame = TestTopics.encoded(
                    TestTopics.frame(stream, next % LIFE / STREAMS, FrameEncoding.PNG, picture.png(), picture.label()));
            var unused = producer.send(topics.record("frames", stream, frame), (metadata, problem) -> {
                if (problem == null) {
                    published.incrementAndGet();
                } else {
                    failure.compareAndSet(null, problem);
                }
            });
            next++;
        }
    }

    /** Ends, and returns when all that was begun is on the brokers. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            assertThat(clock.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        end = Math.min(end, next);
        producer.close(PATIENCE);
        if (failure.get() != null) {
            throw new AssertionError("a frame of the load was not published", failure.get());
        }
    }
}
