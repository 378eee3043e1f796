package dev.offramp.frames;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.ClipFrames;
import dev.offramp.sample.EncodedSegment;
import dev.offramp.sample.Sample;
import dev.offramp.sample.SegmentSample;
import dev.offramp.sample.Tensor;
import dev.offramp.video.PictureOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Which pictures of a segment are here, and which of its samples are whole. A picture is known by its presentation time, so that one that
 * is lost moves no other; where the times do not tell, by counting, as long as none is lost. Not thread-safe; used once.
 */
final class SegmentPieces {

    private final InputShape shape;
    private final SegmentDecoder.Outcome outcome;
    private final PictureOrder order;
    private final Deque<SegmentSample> left;
    private final BitSet wanted = new BitSet();
    private final TreeMap<Integer, Tensor> kept = new TreeMap<>();
    private final List<Sample> missing = new ArrayList<>();
    private int position = -1;

    SegmentPieces(EncodedSegment segment, InputShape shape, SegmentDecoder.Outcome outcome) {
        this.shape = shape;
        this.outcome = outcome;
        this.order = PictureOrder.of(segment.pts());
        this.left = new ArrayDeque<>(segment.samples());
        segment.samples().forEach(each -> each.pictures().forEach(wanted::set));
    }

    boolean areDone() {
        return left.isEmpty();
    }

    /**
     * The next picture is here.
     *
     * @param damaged pictures so far that could not be decoded
     * @return whether a sample is made of it
     */
    boolean goTo(OptionalLong pts, long damaged) throws Refusal {
        if (order.isTold()) {
            int told = pts.isPresent() ? order.positionAt(pts.getAsLong()).orElse(-1) : -1;
            if (told <= position) {
                return false; // of none of the packets
            }
            position = told;
        } else if (damaged > 0) {
            throw new Refusal(
                    RefusalReason.UNDECODABLE_VIDEO,
                    "a picture of the segment is damaged, and no presentation times tell which of them follow");
        } else {
            position++;
        }
        settleBefore(position);
        return wanted.get(position);
    }

    /** The pixels of the picture that is here, at the input's size. */
    void add(byte[] pixels) {
        kept.put(position, shape.picture(pixels));
        settleBefore(position + 1);
    }

    /** There are no more pictures. */
    void end() {
        settleBefore(Integer.MAX_VALUE);
        tellMissing();
    }

    /** Whatever is not told yet is refused. */
    void refuseRest(Refusal why) {
        tellMissing();
        List<Sample> rest = left.stream().map(SegmentSample::sample).toList();
        left.clear();
        if (!rest.isEmpty()) {
            outcome.refused(rest, why);
        }
    }

    /** Tells of the samples whose last picture is here, or will not come any more. */
    private void settleBefore(int next) {
        while (!left.isEmpty() && left.element().last() < next) {
            settle(left.remove());
        }
        if (!left.isEmpty()) {
            kept.headMap(left.element().pictures().get(0)).clear();
        }
    }

    private void settle(SegmentSample whole) {
        if (!kept.keySet().containsAll(whole.pictures())) {
            missing.add(whole.sample());
            return;
        }
        tellMissing();
        List<Tensor> pictures = whole.pictures().stream().map(kept::get).toList();
        ClipFrames clip = ClipFrames.of(pictures, shape.order());
        int first = shape.first().size();
        outcome.decoded(whole.sample(), shape.of(inOrder(clip.next(first))), clip.after(first));
    }

    private static List<Tensor> inOrder(ClipFrames clip) {
        return clip.order().stream()
                .map(clip.frames()::get)
                .map(Tensor.class::cast)
                .toList();
    }

    private void tellMissing() {
        if (!missing.isEmpty()) {
            outcome.refused(
                    List.copyOf(missing),
                    new Refusal(
                            RefusalReason.UNDECODABLE_VIDEO,
                            "pictures of the segment are damaged or are not there; so are those that need them"));
            missing.clear();
        }
    }
}
