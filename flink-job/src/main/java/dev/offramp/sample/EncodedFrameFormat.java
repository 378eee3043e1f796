package dev.offramp.sample;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link EncodedFrame}; the first one knew one picture, the second one no segments. */
public final class EncodedFrameFormat implements WireFormat<EncodedFrame> {

    private static final long serialVersionUID = 1;
    private static final SampleFormat SAMPLE = new SampleFormat();
    private static final EncodedSegmentFormat SEGMENT = new EncodedSegmentFormat();

    @Override
    public String id() {
        return "offramp/encoded-frame";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public void write(EncodedFrame frame, DataOutputView out) throws IOException {
        SAMPLE.writeNested(frame.sample(), out);
        Bytes.write(frame.key(), out);
        out.writeInt(frame.pictures().size());
        for (EncodedPicture picture : frame.pictures()) {
            write(picture, out);
        }
        out.writeBoolean(frame.segment().isPresent());
        if (frame.segment().isPresent()) {
            SEGMENT.writeNested(frame.segment().get(), out);
        }
    }

    static void write(EncodedPicture picture, DataOutputView out) throws IOException {
        out.writeByte(picture.encoding().wireCode());
        out.writeInt(picture.width());
        out.writeInt(picture.height());
        Bytes.write(picture.record(), out);
        out.writeInt(picture.offset());
        out.writeInt(picture.length());
    }

    @Override
    public EncodedFrame read(int version, DataInputView in) throws IOException {
        Sample sample = SAMPLE.readNested(in);
        byte[] key = Bytes.read(in);
        int count = version == 1 ? 1 : in.readInt();
        List<EncodedPicture> pictures = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            pictures.add(picture(in));
        }
        boolean isSegment = version > 2 && in.readBoolean();
        return new EncodedFrame(
                sample, key, pictures, isSegment ? Optional.of(SEGMENT.readNested(in)) : Optional.empty());
    }

    static EncodedPicture picture(DataInputView in) throws IOException {
        return new EncodedPicture(
                PictureEncoding.ofWireCode(in.readByte()),
                in.readInt(),
                in.readInt(),
                Bytes.read(in),
                in.readInt(),
                in.readInt());
    }
}
