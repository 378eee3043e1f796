package dev.offramp.kafka;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.schema.Segment;
import java.util.List;

/** Whether what a segment says of itself can be. */
final class SegmentCheck {

    private static final int RIGHT_ANGLE = 90;
    private static final int TURN = 360;

    private SegmentCheck() {}

    /** Refuses what contradicts itself, with the numbers that do. */
    static void check(Segment segment) throws Refusal {
        int packets = segment.getSizes().size();
        require(packets > 0, "the segment has no packets");
        require(
                packets == segment.getPts().size(),
                packets + " sizes and " + segment.getPts().size() + " presentation times");
        checkSizes(segment.getSizes(), segment.getBytes().remaining());
        checkPicked(segment.getPicked(), packets);
        int rotation = segment.getRotation();
        require(
                rotation >= 0 && rotation < TURN && rotation % RIGHT_ANGLE == 0,
                "rotation must be 0, 90, 180 or 270, was " + rotation);
        require(
                segment.getTimeBaseNumerator() > 0 && segment.getTimeBaseDenominator() > 0,
                "the time base must be two numbers of at least 1, was " + segment.getTimeBaseNumerator() + "/"
                        + segment.getTimeBaseDenominator());
        require(
                segment.getSequence() <= Long.MAX_VALUE - packets,
                "no sequence goes beyond " + segment.getSequence() + " + " + packets);
    }

    private static void checkSizes(List<Integer> sizes, int bytes) throws Refusal {
        long together = 0;
        for (int size : sizes) {
            require(size > 0, "a packet must have at least 1 byte, one has " + size);
            together += size;
        }
        require(together == bytes, "packets of " + together + " bytes together in " + bytes + " bytes");
    }

    private static void checkPicked(List<Integer> picked, int packets) throws Refusal {
        int last = -1;
        for (int picture : picked) {
            require(
                    picture > last && picture < packets,
                    "picked must rise, and be below " + packets + ", was " + picture + " behind " + last);
            last = picture;
        }
    }

    private static void require(boolean holds, String otherwise) throws Refusal {
        if (!holds) {
            throw new Refusal(RefusalReason.BAD_SEGMENT, otherwise);
        }
    }
}
