package dev.offramp.kafka;

import dev.offramp.frames.FrameBounds;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.Unanswered;
import java.util.OptionalInt;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a record says of its frame, or of its segment of video, in the source's thread, and leaves pictures encoded: so that bytes,
 * not pixels, cross the exchange. The end of a stream goes to a side output. Whatever else is no frame becomes a reject and a count.
 */
public final class RouteFunction extends ProcessFunction<ConsumedRecord, EncodedFrame> {

    private static final long serialVersionUID = 1;

    private final FrameBounds bounds;
    private final int classes;
    private final int maxOriginalBytes;

    private transient @Nullable Counter rejected;
    private transient @Nullable Counter ended;

    /**
     * Routes to one network.
     *
     * @param classes          that a label may name
     * @param maxOriginalBytes of a refused record that its reject keeps
     */
    public RouteFunction(FrameBounds bounds, int classes, int maxOriginalBytes) {
        this.bounds = bounds;
        this.classes = classes;
        this.maxOriginalBytes = maxOriginalBytes;
    }

    @Override
    public void open(OpenContext context) {
        rejected = getRuntimeContext().getMetricGroup().counter("rejected");
        ended = getRuntimeContext().getMetricGroup().counter("endsOfStreams");
    }

    @Override
    public void processElement(ConsumedRecord record, Context context, Collector<EncodedFrame> frames) {
        try {
            bounds.checkRecord(record.value().length);
            if (EndOfStreamReader.isEndOfStream(record)) {
                end(EndOfStreamReader.read(record), context);
            } else {
                EncodedFrame frame =
                        SegmentReader.isSegment(record) ? SegmentReader.read(record, bounds) : FrameReader.read(record);
                checkLabel(frame);
                frames.collect(frame);
            }
        } catch (Refusal refusal) {
            if (rejected != null) {
                rejected.inc();
            }
            context.output(
                    RejectedRecord.REJECTS,
                    RejectedRecord.of(record.origin(), record.key(), record.value(), refusal, maxOriginalBytes));
        }
    }

    private void end(Unanswered place, Context context) {
        if (ended != null) {
            ended.inc();
        }
        context.output(Unanswered.ENDS, place);
    }

    private void checkLabel(EncodedFrame frame) throws Refusal {
        OptionalInt label = frame.sample().label();
        if (label.isPresent() && (label.getAsInt() < 0 || label.getAsInt() >= classes)) {
            throw new Refusal(
                            RefusalReason.LABEL_OUT_OF_RANGE,
                            "the label is " + label.getAsInt() + ", the bundle has classes 0 to " + (classes - 1))
                    .leaving(frame.samples().stream().map(Unanswered::refused).toList());
        }
    }
}
