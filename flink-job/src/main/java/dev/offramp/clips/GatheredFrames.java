package dev.offramp.clips;

import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.Unanswered;
import dev.offramp.wire.WireTypeInfo;
import java.util.List;

/**
 * What waits of one stream for its clip to be whole. Immutable.
 *
 * @param epoch         of these frames
 * @param seen          frames of the epoch so far
 * @param clips         of the epoch so far, and segments that clips were cut from
 * @param newest        sequence of the newest frame; -1 before there is one
 * @param taken         frames for the clip, the oldest first; some may be of the clip before
 * @param fresh         of them, how many are of no clip yet: the newest ones
 * @param waiting       places without an answer: where a frame is fresh, that of the newest such; then those of frames behind it that
 *     were not taken
 * @param ends          of this epoch and of later ones, told before their last frames came; the earliest first
 * @param arrivedMillis when the newest frame or end came, by the machine's clock
 */
public record GatheredFrames(
        long epoch,
        long seen,
        long clips,
        long newest,
        List<EncodedFrame> taken,
        int fresh,
        List<Unanswered> waiting,
        List<Unanswered> ends,
        long arrivedMillis) {

    public static final WireTypeInfo<GatheredFrames> TYPE =
            new WireTypeInfo<>(GatheredFrames.class, new GatheredFramesFormat());

    public GatheredFrames {
        taken = List.copyOf(taken);
        waiting = List.copyOf(waiting);
        ends = List.copyOf(ends);
    }

    /** Nothing of an epoch yet. */
    public static GatheredFrames of(long epoch, List<Unanswered> ends, long nowMillis) {
        return new GatheredFrames(epoch, 0, 0, -1, List.of(), 0, List.of(), ends, nowMillis);
    }

    /** The same with other ends. */
    GatheredFrames with(List<Unanswered> others, long nowMillis) {
        return new GatheredFrames(epoch, seen, clips, newest, taken, fresh, waiting, others, nowMillis);
    }

    /** Whether anything waits for an answer or for its turn. */
    boolean isWaiting() {
        return !waiting.isEmpty() || !ends.isEmpty();
    }
}
