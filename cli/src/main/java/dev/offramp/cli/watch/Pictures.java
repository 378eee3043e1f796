package dev.offramp.cli.watch;

import dev.offramp.bundle.ResizeRule;
import dev.offramp.frames.FramesSettings;
import dev.offramp.frames.PixelDecoder;
import dev.offramp.kafka.ConsumedRecordReader;
import dev.offramp.kafka.FrameReader;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.rejects.Refusal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Small pictures of the newest answered frames: read from the frames' topic where the answer says that they lie, bounded like the job's
 * own, held while they are shown, written nowhere. One thread reads, any asks.
 */
public final class Pictures implements AutoCloseable {

    /** Pixels of either side. */
    public static final int SIDE = 96;

    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final byte[] NONE = {};

    private final TopicSource topic;
    private final FrameReader frames;
    private final PixelDecoder decoder;
    private final boolean wanted;
    private final Map<String, byte[]> png = new ConcurrentHashMap<>();

    /** @param wanted or else there is never one */
    public Pictures(KafkaSettings settings, FramesSettings bounds, boolean wanted) {
        this.topic = new TopicSource(settings, settings.topics().frames(), 1);
        this.frames = new FrameReader(settings.writerSchemas());
        this.decoder = new PixelDecoder(bounds, SIDE, SIDE, ResizeRule.SCALED_2X);
        this.wanted = wanted;
    }

    /** Whether there is a picture of the frame at a place, which is read if it was not yet. */
    boolean has(String id, int partition, long offset) {
        if (wanted && !png.containsKey(id)) {
            read(partition, offset).ifPresent(picture -> png.put(id, picture));
        }
        return png(id).isPresent();
    }

    /** The picture, as PNG. */
    public Optional<byte[]> png(String id) {
        return Optional.ofNullable(png.get(id)).filter(bytes -> bytes.length > 0);
    }

    /** Forgets all others. */
    void keepOnly(Collection<String> ids) {
        png.keySet().retainAll(ids);
    }

    /** Empty where the broker has not answered in time; a segment of video, and what is no frame, has no picture. */
    private Optional<byte[]> read(int partition, long offset) {
        Optional<ConsumerRecord<byte[], byte[]>> record = topic.open().at(partition, offset, PATIENCE);
        return record.map(this::picture);
    }

    private byte[] picture(ConsumerRecord<byte[], byte[]> record) {
        try {
            var frame = frames.read(ConsumedRecordReader.consumed(record));
            return encoded(decoder.decode(frame.pictures().get(0)).bytes());
        } catch (Refusal | IOException | RuntimeException unreadable) {
            return NONE;
        }
    }

    private static byte[] encoded(byte[] rgb) throws IOException {
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < SIDE * SIDE; i++) {
            int pixel = ((rgb[3 * i] & 0xff) << 16) | ((rgb[3 * i + 1] & 0xff) << 8) | (rgb[3 * i + 2] & 0xff);
            image.setRGB(i % SIDE, i / SIDE, pixel);
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        topic.close();
    }
}
