package dev.offramp.rejects;

import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.Origin;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Unanswered;
import dev.offramp.wire.WireTypeInfo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.util.OutputTag;

/**
 * A record that could not be answered, or samples that it brought, and why.
 *
 * @param key          the record's key, cut to a bound; empty where it had none
 * @param original     the first bytes of its value; empty where it was refused after its picture was decoded, for nothing keeps the
 *     value so long: the origin says where to read it again
 * @param originalSize bytes that its value had; 0 where none are kept
 * @param places       that it leaves empty in its stream, one for each of its samples that is refused, from {@code origin.index()} on; none where
 *     the record does not even say that
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
public record RejectedRecord(
        Origin origin,
        byte[] key,
        RefusalReason reason,
        String detail,
        byte[] original,
        long originalSize,
        List<Unanswered> places) {

    public static final WireTypeInfo<RejectedRecord> TYPE =
            new WireTypeInfo<>(RejectedRecord.class, new RejectedRecordFormat());

    /** The side output on which every operator puts what it refuses. */
    public static final OutputTag<RejectedRecord> REJECTS = new OutputTag<>("rejects", TYPE);

    private static final int MAX_KEY_BYTES = 1024;
    private static final int MAX_DETAIL_CHARACTERS = 1000;
    private static final byte[] NOTHING = {};

    public RejectedRecord {
        places = List.copyOf(places);
    }

    /** A record that leaves no known place empty. */
    public RejectedRecord(
            Origin origin, byte[] key, RefusalReason reason, String detail, byte[] original, long originalSize) {
        this(origin, key, reason, detail, original, originalSize, List.of());
    }

    /** The refusal of a record with this key and value; keeps at most {@code maxOriginalBytes} of the value. */
    public static RejectedRecord of(Origin origin, byte[] key, byte[] value, Refusal refusal, int maxOriginalBytes) {
        return new RejectedRecord(
                origin,
                atMost(key, MAX_KEY_BYTES),
                refusal.reason(),
                atMost(refusal.detail(), MAX_DETAIL_CHARACTERS),
                atMost(value, maxOriginalBytes),
                value.length,
                refusal.places());
    }

    /** The refusal of all that a record brings, with it; keeps at most {@code maxOriginalBytes} of its value. */
    public static RejectedRecord of(EncodedFrame frame, Refusal refusal, int maxOriginalBytes) {
        Sample sample = frame.sample();
        return of(
                sample.origin().at(0),
                frame.key(),
                frame.record(),
                refusal.leaving(
                        frame.samples().stream().map(Unanswered::refused).toList()),
                maxOriginalBytes);
    }

    /** The refusal of a sample whose record has been let go. */
    public static RejectedRecord of(Sample sample, Refusal refusal) {
        return of(List.of(sample), refusal);
    }

    /** The refusal of samples of one record, each the next one's neighbour; the record has been let go. */
    public static RejectedRecord of(List<Sample> samples, Refusal refusal) {
        Sample first = samples.get(0);
        byte[] key = first.stream().getBytes(StandardCharsets.UTF_8);
        List<Unanswered> places = samples.stream().map(Unanswered::refused).toList();
        return of(first.origin(), key, NOTHING, refusal.leaving(places), 0);
    }

    /** A detail may quote what a stranger wrote. */
    private static String atMost(String text, int bound) {
        return text.length() <= bound ? text : text.substring(0, bound) + "…";
    }

    private static byte[] atMost(byte[] bytes, int bound) {
        return bytes.length <= bound ? bytes : Arrays.copyOf(bytes, bound);
    }
}
