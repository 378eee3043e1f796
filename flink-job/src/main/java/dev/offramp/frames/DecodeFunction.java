package dev.offramp.frames;

import dev.offramp.bundle.Bundle;
import dev.offramp.kafka.ConsumedRecord;
import dev.offramp.kafka.FrameReader;
import dev.offramp.policy.Limits;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.Reject;
import dev.offramp.rejects.RejectReason;
import dev.offramp.sample.DecodedSample;
import dev.offramp.sample.Sample;
import dev.offramp.schema.Frame;
import java.util.OptionalInt;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Turns records into samples with pixels; whatever cannot be one becomes a reject and a count. */
public final class DecodeFunction extends ProcessFunction<ConsumedRecord, DecodedSample> {

    private static final long serialVersionUID = 1;

    private final PixelDecoder decoder;
    private final Bundle bundle;
    private final int maxOriginalBytes;

    private transient @Nullable Counter rejected;

    public DecodeFunction(FramesSettings settings, Bundle bundle, int maxOriginalBytes) {
        this.decoder = new PixelDecoder(settings, bundle.height(), bundle.width());
        this.bundle = bundle;
        this.maxOriginalBytes = maxOriginalBytes;
    }

    @Override
    public void open(OpenContext context) {
        rejected = getRuntimeContext().getMetricGroup().counter("rejected");
    }

    @Override
    public void processElement(ConsumedRecord record, Context context, Collector<DecodedSample> samples) {
        try {
            samples.collect(decode(record));
        } catch (Refusal refusal) {
            if (rejected != null) {
                rejected.inc();
            }
            context.output(
                    Reject.REJECTS,
                    Reject.of(record.origin(), record.key(), record.value(), refusal, maxOriginalBytes));
        }
    }

    private DecodedSample decode(ConsumedRecord record) throws Refusal {
        decoder.checkRecord(record.value().length);
        Frame frame = FrameReader.read(record);
        Sample sample = new Sample(
                record.origin(),
                frame.getStream(),
                frame.getSequence(),
                frame.getEventTime().toEpochMilli(),
                label(frame),
                deadline(frame));
        return new DecodedSample(sample, decoder.decode(frame));
    }

    private static long deadline(Frame frame) throws Refusal {
        Long millis = frame.getDeadlineMillis();
        if (millis != null && millis <= 0) {
            throw new Refusal(RejectReason.BAD_DEADLINE, "deadlineMillis must be positive, was " + millis);
        }
        return millis == null ? Limits.NONE : millis;
    }

    private OptionalInt label(Frame frame) throws Refusal {
        Integer label = frame.getLabel();
        if (label == null) {
            return OptionalInt.empty();
        }
        if (label < 0 || label >= bundle.classes().size()) {
            throw new Refusal(
                    RejectReason.LABEL_OUT_OF_RANGE,
                    "the label is " + label + ", bundle " + bundle.id() + " has classes 0 to "
                            + (bundle.classes().size() - 1));
        }
        return OptionalInt.of(label);
    }
}
