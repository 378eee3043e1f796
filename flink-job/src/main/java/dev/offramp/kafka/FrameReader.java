package dev.offramp.kafka;

import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.Capture;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Task;
import dev.offramp.sample.Unanswered;
import dev.offramp.schema.Frame;
import org.jspecify.annotations.Nullable;

/** From a record to a frame whose picture is still encoded, or why there is none. */
public final class FrameReader {

    private final SingleObjectReader<Frame> frames;
    private final Task task;

    /** Of frames that are to be classified, or to be looked at. */
    public FrameReader(WriterSchemas registry) {
        this(registry, Task.CLASSIFICATION);
    }

    /** @param task whose labels are read */
    FrameReader(WriterSchemas registry, Task task) {
        this.frames = new SingleObjectReader<>(Frame.class, registry);
        this.task = task;
    }

    /** The frame in a record whose key is the frame's stream id. */
    public EncodedFrame read(ConsumedRecord record) throws Refusal {
        StreamKey.check(record.key());
        SingleObjectReader.Located<Frame> located = frames.read(record.value(), "bytes");
        Frame frame = located.record();
        StreamKey.checkSame(record.key(), "frame", frame.getStream());
        return new EncodedFrame(sample(record, frame), record.key(), picture(record, located));
    }

    private Sample sample(ConsumedRecord record, Frame frame) throws Refusal {
        Capture capture = CaptureReader.read(frame); // where it is wrong, so may be the place
        try {
            return sample(record, frame, capture);
        } catch (Refusal refusal) {
            throw refusal.leaving(new Unanswered(
                    frame.getStream(), frame.getEpoch(), frame.getSequence(), frame.getDropped(), false));
        }
    }

    private Sample sample(ConsumedRecord record, Frame frame, Capture capture) throws Refusal {
        return new Sample(
                record.origin(),
                frame.getStream(),
                frame.getSequence(),
                SampleFields.eventTime(frame.getEventTime()),
                SampleFields.label(task, frame),
                SampleFields.deadline(frame.getDeadlineMillis()),
                capture);
    }

    private static EncodedPicture picture(ConsumedRecord record, SingleObjectReader.Located<Frame> located) {
        Frame frame = located.record();
        int length = frame.getBytes().remaining();
        return new EncodedPicture(
                encoding(frame),
                orNone(frame.getWidth()),
                orNone(frame.getHeight()),
                record.value(),
                located.end() - length,
                length);
    }

    private static int orNone(@Nullable Integer size) {
        return size == null ? 0 : size;
    }

    private static PictureEncoding encoding(Frame frame) {
        return switch (frame.getEncoding()) {
            case JPEG -> PictureEncoding.JPEG;
            case PNG -> PictureEncoding.PNG;
            case WEBP -> PictureEncoding.WEBP;
            case RAW_RGB -> PictureEncoding.RAW_RGB;
            case RAW_GREY -> PictureEncoding.RAW_GREY;
            case UNKNOWN -> PictureEncoding.UNKNOWN;
        };
    }
}
