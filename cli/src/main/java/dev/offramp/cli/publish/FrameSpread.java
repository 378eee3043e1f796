package dev.offramp.cli.publish;

import java.util.Locale;

/**
 * Deals frames out to streams in turn; within a stream the sequence rises by one.
 *
 * @param prefix what every stream id starts with
 * @param streams how many streams there are
 * @param firstSequence the sequence of each stream's first frame
 */
public record FrameSpread(String prefix, int streams, long firstSequence) {

    /** The stream and sequence of the n-th frame, from 0. */
    public FrameAddress addressOf(long n) {
        int width = Integer.toString(streams - 1).length();
        String number = String.format(Locale.ROOT, "%0" + width + "d", n % streams);
        return new FrameAddress(prefix + number, firstSequence + n / streams);
    }

    /** The same streams, going on after so many frames. */
    public FrameSpread after(long frames) {
        return new FrameSpread(prefix, streams, firstSequence + (frames + streams - 1) / streams);
    }
}
