package dev.offramp.sql;

import dev.offramp.schema.Classification;
import dev.offramp.schema.ExitVerdict;
import dev.offramp.schema.Gap;
import dev.offramp.schema.GapReason;
import dev.offramp.schema.Journey;
import dev.offramp.schema.RankedClass;
import dev.offramp.schema.StageVisit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.message.BinaryMessageEncoder;

/** What lies on a topic of answers. */
public final class TestAnswers {

    /** When it was answered. */
    public static final Instant TIME = Instant.parse("2026-01-31T12:00:00.250Z");

    private TestAnswers() {}

    /** One without a label. */
    public static Classification answer() {
        return Classification.newBuilder()
                .setStream("cam")
                .setSequence(17)
                .setFrameTopic("offramp-frames")
                .setFramePartition(3)
                .setFrameOffset(1204)
                .setEventTime(TIME.minusMillis(40))
                .setCreatedAt(TIME.minusMillis(30))
                .setAnsweredAt(TIME)
                .setPredicted(7)
                .setPredictedName("Sneaker")
                .setTop(List.of(new RankedClass(7, "Sneaker", 0.875f), new RankedClass(9, "Ankle boot", 0.0625f)))
                .setExit(2)
                .setVerdict(ExitVerdict.CONFIDENT)
                .setConfidence(0.875f)
                .setBundleName("fashion")
                .setBundleVersion("1.0.0")
                .setPolicyVersion(4)
                .setJourney(new Journey(6_070_000L, 29.5, List.of(new StageVisit(100L, 2000L, 8))))
                .build();
    }

    static byte[] encoded(Classification answer) {
        return encoded(Classification.getEncoder(), answer);
    }

    static byte[] gap() {
        return encoded(Gap.getEncoder(), new Gap("cam", 0L, 18L, 20L, 2L, GapReason.NOT_SEEN, TIME));
    }

    static <T> byte[] encoded(BinaryMessageEncoder<T> encoder, T record) {
        try {
            ByteBuffer buffer = encoder.encode(record);
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
