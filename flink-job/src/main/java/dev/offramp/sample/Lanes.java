package dev.offramp.sample;

import java.nio.charset.StandardCharsets;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.util.MathUtils;

/**
 * The slots over which samples are dealt out: as many as there are key groups, each with the one Flink key that falls into it. So a
 * subtask owns a run of neighbouring lanes, and an even deal over lanes is an even deal over subtasks at any parallelism. See
 * RATIONALE.md beside this class.
 */
public final class Lanes {

    /** Lanes, and key groups: divisible by every number to 10, and by most that people take for a parallelism. */
    public static final int COUNT = 5040;

    /** 2^64 divided by the golden ratio: multiples of it, modulo 2^64, spread as evenly as any sequence can. */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    /** 2^64 divided by the plastic number, so that partitions do not march in step. */
    private static final long PLASTIC = 0xc13fa9a902a6328fL;

    private static final int[] KEYS = keys();

    private Lanes() {}

    /**
     * Of a record, by partition and offset: consecutive offsets fall on all subtasks in turn, also in a replay. All samples of one record
     * have its lane: they are made where it is decoded, and stay there.
     */
    static int of(Origin origin) {
        return scaled((origin.offset() + 1) * GOLDEN + origin.partition() * PLASTIC);
    }

    /**
     * Of a clip: consecutive ones of a stream fall on all subtasks in turn. By their last frames' offsets they would not: multiples of eight,
     * or of any Fibonacci number, hardly move by the golden ratio.
     */
    static int ofClip(String stream, long ordinal) {
        return scaled((ordinal + 1) * GOLDEN + ofStream(stream) * PLASTIC);
    }

    /** Of a stream, by a hash of its id. */
    static int ofStream(String stream) {
        int hash = 0;
        for (byte letter : stream.getBytes(StandardCharsets.UTF_8)) {
            hash = 31 * hash + letter;
        }
        return MathUtils.murmurHash(hash) % COUNT;
    }

    /** The smallest number whose key group is the lane. */
    public static int key(int lane) {
        return KEYS[lane];
    }

    /** The upper half of 64 bits, as a share of {@link #COUNT}: no offset is too large for it. */
    private static int scaled(long bits) {
        return (int) (((bits >>> Integer.SIZE) * COUNT) >>> Integer.SIZE);
    }

    private static int[] keys() {
        int[] keys = new int[COUNT];
        int missing = COUNT;
        for (int key = 1; missing > 0; key++) {
            int lane = KeyGroupRangeAssignment.assignToKeyGroup(key, COUNT);
            if (keys[lane] == 0) {
                keys[lane] = key;
                missing--;
            }
        }
        return keys;
    }
}
