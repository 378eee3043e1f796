package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.schema.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Thousands of damaged records: each is read or refused, and nothing else. */
class DamagedRecordsTest {

    private static final PolicyReader POLICIES = new PolicyReader(WriterSchemas.NONE);

    private static final FrameReader FRAMES = new FrameReader(WriterSchemas.NONE);

    private static final int TIMES = 20_000;

    private final Random random = new Random(20_261_120);

    @Test
    void a_damaged_frame_is_read_or_refused() {
        byte[] good = TestRecords.encoded(TestRecords.frame("camera-1"));
        int refused = 0;
        for (int i = 0; i < TIMES; i++) {
            refused += isRefused(() -> readFrame(damaged(good))) ? 1 : 0;
        }

        assertThat(refused).isBetween(TIMES / 10, TIMES);
    }

    @Test
    void a_damaged_policy_is_read_or_refused() {
        byte[] good = TestPolicies.encoded(TestPolicies.update().build());
        int refused = 0;
        for (int i = 0; i < TIMES; i++) {
            refused += isRefused(() -> readPolicy(damaged(good))) ? 1 : 0;
        }

        assertThat(refused).isBetween(TIMES / 10, TIMES);
    }

    private interface Reading {
        void run() throws Refusal;
    }

    private static boolean isRefused(Reading reading) {
        try {
            reading.run();
            return false;
        } catch (Refusal refusal) {
            assertThat(refusal.detail()).isNotBlank();
            return true;
        }
    }

    private static void readFrame(byte[] value) throws Refusal {
        EncodedPicture picture =
                FRAMES.read(TestRecords.record("camera-1", value)).picture();
        assertThat(picture.bytes()).isEqualTo(asAvroReads(value));
    }

    /** The picture, by Avro's own reading of the record. */
    private static byte[] asAvroReads(byte[] value) {
        try {
            ByteBuffer picture = Frame.getDecoder().decode(value).getBytes();
            byte[] bytes = new byte[picture.remaining()];
            picture.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void readPolicy(byte[] value) throws Refusal {
        assertThat(POLICIES.read(TestRecords.record("STREAM/lobby-7", value))).isPresent();
    }

    /** Behind the header, for there nothing but the fingerprint could be wrong. */
    private byte[] damaged(byte[] good) {
        byte[] damaged = good.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            damaged[10 + random.nextInt(damaged.length - 10)] = (byte) random.nextInt(256);
        }
        return damaged;
    }
}
