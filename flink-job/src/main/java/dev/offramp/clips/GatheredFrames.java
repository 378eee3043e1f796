package dev.offramp.clips;

import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.Unanswered;
import dev.offramp.wire.WireTypeInfo;
import java.util.List;
import java.util.Optional;

/**
 * What waits of one stream for its clip to be whole. Immutable.
 *
 * @param epoch         of these frames
 * @param seen          frames of the epoch so far
 * @param newest        sequence of the newest frame; -1 before there is one
 * @param taken         those of the clip, the oldest first; some may be of the clip before
 * @param waiting       places of the frames since the last clip, which have no answer yet
 * @param end           the place behind the epoch's last frame, where it was told before that frame came
 * @param arrivedMillis when the newest frame came, by the machine's clock
 */
public record GatheredFrames(
        long epoch,
        long seen,
        long newest,
        List<EncodedFrame> taken,
        List<Unanswered> waiting,
        Optional<Unanswered> end,
        long arrivedMillis) {

    public static final WireTypeInfo<GatheredFrames> TYPE =
            new WireTypeInfo<>(GatheredFrames.class, new GatheredFramesFormat());

    public GatheredFrames {
        taken = List.copyOf(taken);
        waiting = List.copyOf(waiting);
    }

    /** Nothing of an epoch yet. */
    public static GatheredFrames of(long epoch, long nowMillis) {
        return new GatheredFrames(epoch, 0, -1, List.of(), List.of(), Optional.empty(), nowMillis);
    }

    /** Whether a frame waits for an answer. */
    boolean isWaiting() {
        return !waiting.isEmpty();
    }
}
