package dev.offramp.it.load;

import dev.offramp.it.FashionMnist;
import dev.offramp.it.TestTopics;
import dev.offramp.it.cluster.Await;
import dev.offramp.schema.FrameEncoding;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Frames of several streams in step, some every quarter of a second, up to a sequence number at which they are held: so a test says when the
 * event time of all streams goes past a moment.
 */
public final class HeldLoad implements AutoCloseable {

    private static final int STREAMS = 8;
    private static final int AT_ONCE = 5; // of each stream
    private static final int PERIOD_MILLIS = 250;
    private static final String STREAM = "stream-";

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final TestTopics topics;
    private final List<FashionMnist.Image> images;
    private final ScheduledFuture<?> ticking;
    private volatile long heldAt;
    private volatile long next;

    /** Held at the very beginning. Frames show the images by turns. */
    public HeldLoad(TestTopics topics, List<FashionMnist.Image> images) {
        this.topics = topics;
        this.images = images;
        ticking = clock.scheduleWithFixedDelay(this::tick, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    public TestTopics topics() {
        return topics;
    }

    /** Goes on to there: no frame has this sequence number yet. */
    public void holdAt(long sequence) {
        heldAt = sequence;
    }

    /** Returns when all frames before the hold are on the broker. */
    public void awaitHeld(Duration patience) throws Exception {
        Await.until("the frames to be published", patience, () -> {
            if (ticking.isDone()) {
                ticking.get(); // which throws what ended it
            }
            return next == heldAt;
        });
    }

    /** How many frames there are. */
    public long published() {
        return next * STREAMS;
    }

    /** The number of the frame of a stream with a sequence. */
    public static long number(String stream, long sequence) {
        return sequence * STREAMS + Long.parseLong(stream.substring(STREAM.length()));
    }

    private void tick() {
        long until = Math.min(next + AT_ONCE, heldAt);
        if (until > next) {
            topics.send(LongStream.range(next, until)
                    .boxed()
                    .flatMap(sequence ->
                            IntStream.range(0, STREAMS).mapToObj(stream -> frame(STREAM + stream, sequence)))
                    .toList());
            next = until;
        }
    }

    private ProducerRecord<byte[], byte[]> frame(String stream, long sequence) {
        FashionMnist.Image image = images.get((int) (number(stream, sequence) % images.size()));
        return topics.record(
                "frames",
                stream,
                TestTopics.encoded(TestTopics.frame(stream, sequence, FrameEncoding.PNG, image.png(), image.label())));
    }

    @Override
    public void close() throws InterruptedException {
        clock.shutdownNow();
        clock.awaitTermination(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }
}
