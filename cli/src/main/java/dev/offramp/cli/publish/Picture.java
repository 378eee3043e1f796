package dev.offramp.cli.publish;

import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.LabelSet;
import dev.offramp.sample.NumberAnswer;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.sample.Task;
import dev.offramp.schema.Frame;
import dev.offramp.schema.FrameEncoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.OptionalInt;

/** One picture of a source, as it will be published. */
public final class Picture {

    private final String name;
    private final FrameEncoding encoding;
    private final byte[] bytes;
    private final OptionalInt label;
    private final Task task;

    /**
     * Takes the bytes over; they are not to be changed.
     *
     * @param name where it came from, for a person: a path inside the source, or an index
     * @param label what is true of it, where it is known, as {@link Task#answer} tells it
     */
    Picture(String name, FrameEncoding encoding, byte[] bytes, OptionalInt label, Task task) {
        this.task = task;
        this.name = name;
        this.encoding = encoding;
        this.bytes = bytes;
        this.label = label;
    }

    /** Where it came from, for a person: a path inside the source, or an index. */
    public String name() {
        return name;
    }

    FrameEncoding encoding() {
        return encoding;
    }

    /** The encoded picture, untouched; not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** What is true of it, where it is known, as {@link Task#answer} tells it. */
    public OptionalInt label() {
        return label;
    }

    /** The picture as the job's decoder takes it. */
    public EncodedPicture encoded() {
        return EncodedPicture.of(PictureEncoding.valueOf(encoding.name()), bytes);
    }

    /** The picture as a frame, taken now. */
    public Frame frame(FrameAddress address) {
        return Frame.newBuilder()
                .setStream(address.stream())
                .setSequence(address.sequence())
                .setEventTime(Instant.now())
                .setEncoding(encoding)
                .setBytes(ByteBuffer.wrap(bytes))
                .setLabel(label.isPresent() && task == Task.CLASSIFICATION ? label.getAsInt() : null)
                .setLabels(label.isPresent() && task == Task.MULTI_LABEL ? LabelSet.indices(label.getAsInt()) : null)
                .setValue(label.isPresent() && task == Task.REGRESSION ? NumberAnswer.value(label.getAsInt()) : null)
                .build();
    }

    /** The frame as the bytes of a record. */
    public ByteBuffer record(FrameAddress address) {
        try {
            return frame(address).toByteBuffer();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a frame could not be encoded in memory", impossible);
        }
    }
}
