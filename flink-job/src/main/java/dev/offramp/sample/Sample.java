package dev.offramp.sample;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One thing to classify, without its pixels: which, of which stream, when.
 *
 * @param origin          the record that brought it; its timestamp is the sample's creation
 * @param stream          the sequence that it belongs to; the Kafka key and the Flink key
 * @param sequence        its position in the stream
 * @param eventTimeMillis when the picture was taken
 * @param label           what is true of it, where it is known, as {@link Task#answer} tells it
 * @param deadlineMillis  from its creation within which an answer is wanted, or {@link #NO_DEADLINE}
 * @param capture         how its source came to it; of a clip, to its last frame, which also gives all of the above
 * @param clip            its frames, where it is a clip
 */
public record Sample(
        Origin origin,
        String stream,
        long sequence,
        long eventTimeMillis,
        OptionalInt label,
        long deadlineMillis,
        Capture capture,
        Optional<FrameSpan> clip) {

    /** Can wait. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /** A sample of one frame. */
    public Sample(
            Origin origin,
            String stream,
            long sequence,
            long eventTimeMillis,
            OptionalInt label,
            long deadlineMillis,
            Capture capture) {
        this(origin, stream, sequence, eventTimeMillis, label, deadlineMillis, capture, Optional.empty());
    }

    /** A sample of whose source nothing is known. */
    public Sample(
            Origin origin, String stream, long sequence, long eventTimeMillis, OptionalInt label, long deadlineMillis) {
        this(origin, stream, sequence, eventTimeMillis, label, deadlineMillis, Capture.unknown());
    }

    /** A sample that can wait, of whose source nothing is known. */
    public Sample(Origin origin, String stream, long sequence, long eventTimeMillis, OptionalInt label) {
        this(origin, stream, sequence, eventTimeMillis, label, NO_DEADLINE);
    }

    /** Milliseconds since its creation; 0 where Kafka knows no time of it. */
    public long ageMillis(long nowMillis) {
        long created = origin.timestampMillis();
        return created < 0 ? 0 : Math.max(0, nowMillis - created);
    }

    /** The same sample with what its source says. */
    public Sample captured(Capture how) {
        return new Sample(origin, stream, sequence, eventTimeMillis, label, deadlineMillis, how, clip);
    }

    /** The same sample, its true class told otherwise. */
    public Sample labelled(OptionalInt otherwise) {
        return new Sample(origin, stream, sequence, eventTimeMillis, otherwise, deadlineMillis, capture, clip);
    }

    /** The same sample as the last frame of a clip. */
    public Sample closing(FrameSpan frames) {
        return new Sample(
                origin, stream, sequence, eventTimeMillis, label, deadlineMillis, capture, Optional.of(frames));
    }

    /** How many frames it brings that no sample before had. */
    public int freshFrames() {
        return clip.map(FrameSpan::fresh).orElse(1);
    }
}
