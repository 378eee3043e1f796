package dev.offramp.kafka;

import dev.offramp.frames.FrameBounds;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.LabelSet;
import dev.offramp.sample.NumberAnswer;
import dev.offramp.sample.Task;
import dev.offramp.sample.Unanswered;
import dev.offramp.schema.EndOfStream;
import dev.offramp.schema.Segment;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.apache.avro.specific.SpecificRecord;
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
    private final Task task;
    private final int classes;
    private final int maxOriginalBytes;
    private final KnownSchemas schemas;

    private transient @Nullable Readers readers;
    private transient @Nullable Counter rejected;
    private transient @Nullable Counter ended;

    /** Of the records on the topic; what says to be none of the others has to be a frame. */
    private enum Kind {
        FRAME,
        SEGMENT,
        END_OF_STREAM
    }

    /** One for each kind. */
    private record Readers(
            RecordKinds<Kind> kinds, FrameReader frames, SegmentReader segments, EndOfStreamReader ends) {

        static Readers of(WriterSchemas registry, Task task) {
            Map<Class<? extends SpecificRecord>, Kind> kinds =
                    Map.of(Segment.class, Kind.SEGMENT, EndOfStream.class, Kind.END_OF_STREAM);
            return new Readers(
                    new RecordKinds<>(registry, kinds, Kind.FRAME),
                    new FrameReader(registry, task),
                    new SegmentReader(registry, task),
                    new EndOfStreamReader(registry));
        }
    }

    /**
     * Routes to one network.
     *
     * @param task             of the network, whose labels are read
     * @param classes          that a label may name
     * @param maxOriginalBytes of a refused record that its reject keeps
     * @param schemas          that a registry has
     */
    public RouteFunction(FrameBounds bounds, Task task, int classes, int maxOriginalBytes, KnownSchemas schemas) {
        this.bounds = bounds;
        this.task = task;
        this.classes = classes;
        this.maxOriginalBytes = maxOriginalBytes;
        this.schemas = schemas;
    }

    @Override
    public void open(OpenContext context) {
        readers = Readers.of(schemas.open(), task);
        rejected = getRuntimeContext().getMetricGroup().counter("rejected");
        ended = getRuntimeContext().getMetricGroup().counter("endsOfStreams");
    }

    @Override
    public void processElement(ConsumedRecord record, Context context, Collector<EncodedFrame> frames) {
        Readers open = Objects.requireNonNull(readers, "open comes before the first record");
        try {
            bounds.checkRecord(record.value().length);
            switch (open.kinds().of(record.value())) {
                case FRAME -> frames.collect(labelled(open.frames().read(record)));
                case SEGMENT -> frames.collect(labelled(open.segments().read(record, bounds)));
                case END_OF_STREAM -> end(open.ends().read(record), context);
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

    /** The same frame, whose label may be none or a class, whose labels may be any of them, and whose number has to be one. */
    private EncodedFrame labelled(EncodedFrame frame) throws Refusal {
        OptionalInt label = frame.sample().label();
        if (label.isPresent() && !isKnown(label.getAsInt())) {
            throw new Refusal(RefusalReason.LABEL_OUT_OF_RANGE, told(label.getAsInt()))
                    .leaving(frame.samples().stream().map(Unanswered::refused).toList());
        }
        return frame;
    }

    private boolean isKnown(int label) {
        return switch (task) {
            case CLASSIFICATION -> label >= 0 && label < classes;
            case MULTI_LABEL -> label >>> classes == 0;
            case REGRESSION -> Float.isFinite(NumberAnswer.value(label));
        };
    }

    private String told(int label) {
        String known = ", the bundle has classes 0 to " + (classes - 1);
        return switch (task) {
            case CLASSIFICATION -> "the label is " + label + known;
            case MULTI_LABEL -> "the labels are " + LabelSet.indices(label) + known;
            case REGRESSION -> "the value is " + NumberAnswer.value(label) + ", and has to be a finite number";
        };
    }
}
