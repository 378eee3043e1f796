package dev.offramp.frames;

import dev.offramp.admission.AdmittedFrame;
import dev.offramp.model.LaneItem;
import dev.offramp.model.Model;
import dev.offramp.model.News;
import dev.offramp.model.PerModel;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.ClipFrames;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedSegment;
import dev.offramp.sample.Pairing;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.InFlight;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Turns admitted frames into samples with pixels; whatever cannot be decoded becomes a reject and a count. Of a clip only what stage 1
 * looks at is decoded, unless decoding has slots of its own: then no stage should do it.
 */
public final class DecodeFunction extends ProcessFunction<LaneItem, LaneItem> {

    private static final long serialVersionUID = 1;

    private final FramesSettings settings;
    private final Model home;
    private final boolean isApart;
    private final int maxOriginalBytes;

    private transient @Nullable Counter rejected;
    private transient @Nullable PerModel<PixelDecoder> decoders;

    /**
     * @param home             that the job was started with
     * @param isApart          whether decoding has slots of its own
     * @param maxOriginalBytes of a refused record that its reject keeps
     */
    public DecodeFunction(FramesSettings settings, Model home, boolean isApart, int maxOriginalBytes) {
        this.settings = settings;
        this.home = home;
        this.isApart = isApart;
        this.maxOriginalBytes = maxOriginalBytes;
    }

    @Override
    public void open(OpenContext context) {
        rejected = getRuntimeContext().getMetricGroup().counter("rejected");
        decoders = new PerModel<>(
                home.id(), getRuntimeContext().getTaskInfo(), model -> new PixelDecoder(settings, model.bundle()));
        decoders.put(home);
    }

    @Override
    public void processElement(LaneItem item, Context context, Collector<LaneItem> samples)
            throws InterruptedException {
        if (item instanceof AdmittedFrame admitted) {
            take(admitted, context, samples);
        } else {
            decoders().hear((News) item);
            samples.collect(item);
        }
    }

    private void take(AdmittedFrame admitted, Context context, Collector<LaneItem> samples)
            throws InterruptedException {
        PixelDecoder decoder = decoders().of(admitted.bundle());
        Optional<EncodedSegment> segment = admitted.frame().segment();
        if (segment.isPresent()) {
            decoder.ofSegments().decode(segment.get(), new Leaving(admitted, context, samples));
        } else {
            decode(admitted, decoder, context, samples);
        }
    }

    private PerModel<PixelDecoder> decoders() {
        if (decoders == null) {
            throw new IllegalStateException("the decoder is not open");
        }
        return decoders;
    }

    private void decode(AdmittedFrame admitted, PixelDecoder decoder, Context context, Collector<LaneItem> samples) {
        EncodedFrame frame = admitted.frame();
        InputShape shape = decoder.shape();
        ClipFrames clip = ClipFrames.of(frame.pictures(), shape.order());
        int first = shape.first().size();
        try {
            Tensor pixels = decoder.decode(clip.next(first));
            ClipFrames later = clip.after(first);
            samples.collect(entering(admitted, frame.sample(), pixels, isApart ? decoder.decodedAhead(later) : later));
        } catch (Refusal refusal) {
            reject(admitted, RejectedRecord.of(frame, refusal, maxOriginalBytes), context);
        }
    }

    private static InFlight entering(AdmittedFrame admitted, Sample sample, Tensor pixels, ClipFrames later) {
        return InFlight.entering(sample, admitted.bundle(), admitted.policy(), pixels, later)
                .paired(admitted.pairing());
    }

    /** Of a pair, what is answered is refused for both. */
    private void reject(AdmittedFrame admitted, RejectedRecord reject, Context context) {
        if (admitted.pairing() == Pairing.COPY) {
            return;
        }
        if (rejected != null) {
            rejected.inc();
        }
        context.output(RejectedRecord.REJECTS, reject);
    }

    /** What becomes of a segment's samples. A reject of them all holds the record, one of some of them says where to read it. */
    private final class Leaving implements SegmentDecoder.Outcome {

        private final AdmittedFrame admitted;
        private final Context context;
        private final Collector<LaneItem> samples;

        Leaving(AdmittedFrame admitted, Context context, Collector<LaneItem> samples) {
            this.admitted = admitted;
            this.context = context;
            this.samples = samples;
        }

        @Override
        public void decoded(Sample sample, Tensor pixels, ClipFrames later) {
            samples.collect(entering(admitted, sample, pixels, later));
        }

        @Override
        public void refused(List<Sample> some, Refusal why) {
            EncodedFrame frame = admitted.frame();
            if (some.size() == frame.samples().size()) {
                reject(admitted, RejectedRecord.of(frame, why, maxOriginalBytes), context);
            } else if (frame.sample().clip().isPresent()) { // whose last pictures are no neighbours
                some.forEach(clip -> reject(admitted, RejectedRecord.of(clip, why), context));
            } else {
                reject(admitted, RejectedRecord.of(some, why), context);
            }
        }
    }
}
