package dev.offramp.cli.ingest;

import dev.offramp.schema.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.clients.producer.Callback;

/** The pictures of a video file, byte for byte as they would be published, without a broker. */
public final class FilePictures {

    private static final long ASK_EVERY_NANOS = Duration.ofMillis(1).toNanos();

    private FilePictures() {}

    /** All of them, as JPEG, in their order; fails with one line where the file cannot be read to its end. */
    public static List<byte[]> of(Path file, PictureSettings pictures) {
        var memory = new Memory();
        try (var ingest = FileIngest.start(memory, Map.of("file", file), pictures, false)) {
            while (!ingest.isDone()) {
                LockSupport.parkNanos(ASK_EVERY_NANOS);
            }
        }
        return memory.pictures();
    }

    /** Keeps what is sent. */
    private static final class Memory implements FrameTopic {

        private static final long FRAME = SchemaNormalization.parsingFingerprint64(Frame.getClassSchema());

        private final List<byte[]> pictures = new ArrayList<>();

        @Override
        public synchronized void send(String stream, ByteBuffer value, Callback answer) {
            if (value.duplicate().order(ByteOrder.LITTLE_ENDIAN).getLong(value.position() + Short.BYTES) == FRAME) {
                pictures.add(jpegIn(value));
            }
            answer.onCompletion(null, null);
        }

        synchronized List<byte[]> pictures() {
            return List.copyOf(pictures);
        }

        @Override
        public void close() {}

        private static byte[] jpegIn(ByteBuffer record) {
            try {
                ByteBuffer bytes = Frame.fromByteBuffer(record).getBytes();
                byte[] jpeg = new byte[bytes.remaining()];
                bytes.get(jpeg);
                return jpeg;
            } catch (IOException impossible) {
                throw new UncheckedIOException("a frame could not be read from memory", impossible);
            }
        }
    }
}
