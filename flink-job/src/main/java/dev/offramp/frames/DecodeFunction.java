package dev.offramp.frames;

import dev.offramp.policy.AdmittedFrame;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.stage.InFlight;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Turns admitted frames into samples with pixels; whatever cannot be decoded becomes a reject and a count. */
public final class DecodeFunction extends ProcessFunction<AdmittedFrame, InFlight> {

    private static final long serialVersionUID = 1;

    private final PixelDecoder decoder;
    private final int maxOriginalBytes;

    private transient @Nullable Counter rejected;

    /** @param maxOriginalBytes of a refused record that its reject keeps */
    public DecodeFunction(PixelDecoder decoder, int maxOriginalBytes) {
        this.decoder = decoder;
        this.maxOriginalBytes = maxOriginalBytes;
    }

    @Override
    public void open(OpenContext context) {
        rejected = getRuntimeContext().getMetricGroup().counter("rejected");
    }

    @Override
    public void processElement(AdmittedFrame admitted, Context context, Collector<InFlight> samples) {
        EncodedFrame frame = admitted.frame();
        try {
            samples.collect(InFlight.entering(frame.sample(), admitted.policy(), decoder.decode(frame.pictures())));
        } catch (Refusal refusal) {
            if (rejected != null) {
                rejected.inc();
            }
            context.output(RejectedRecord.REJECTS, RejectedRecord.of(frame, refusal, maxOriginalBytes));
        }
    }
}
