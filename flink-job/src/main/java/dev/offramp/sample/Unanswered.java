package dev.offramp.sample;

import dev.offramp.wire.WireTypeInfo;
import org.apache.flink.util.OutputTag;

/**
 * A place in a stream's order that no answer will fill: its frame was refused, or the stream ends there. Whoever waits for it need not.
 *
 * @param stream   its id
 * @param epoch    of the place
 * @param sequence of the frame that was refused; where the stream ends, one more than that of its last frame
 * @param dropped  frames lost before Kafka in front of it
 * @param isEnd    whether the epoch has no more frames
 */
public record Unanswered(String stream, long epoch, long sequence, int dropped, boolean isEnd) {

    public static final WireTypeInfo<Unanswered> TYPE = new WireTypeInfo<>(Unanswered.class, new UnansweredFormat());

    /** The side output of whoever reads that a stream ends, or answers several frames at once. */
    public static final OutputTag<Unanswered> ENDS = new OutputTag<>("ends", TYPE);

    /** The place of a sample that is refused. */
    public static Unanswered refused(Sample sample) {
        Capture capture = sample.capture();
        return new Unanswered(sample.stream(), capture.epoch(), sample.sequence(), capture.dropped(), false);
    }

    /** Where an epoch of a stream ends. */
    public static Unanswered end(String stream, long epoch, long sequence, int dropped) {
        return new Unanswered(stream, epoch, sequence, dropped, true);
    }
}
