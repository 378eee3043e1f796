package dev.offramp.sample;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link EncodedFrame}. */
public final class EncodedFrameFormat implements WireFormat<EncodedFrame> {

    private static final long serialVersionUID = 1;
    private static final SampleFormat SAMPLE = new SampleFormat();

    @Override
    public String id() {
        return "offramp/encoded-frame";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(EncodedFrame frame, DataOutputView out) throws IOException {
        EncodedPicture picture = frame.picture();
        SAMPLE.writeNested(frame.sample(), out);
        Bytes.write(frame.key(), out);
        out.writeByte(picture.encoding().wireCode());
        out.writeInt(picture.width());
        out.writeInt(picture.height());
        Bytes.write(picture.record(), out);
        out.writeInt(picture.offset());
        out.writeInt(picture.length());
    }

    @Override
    public EncodedFrame read(int version, DataInputView in) throws IOException {
        return new EncodedFrame(
                SAMPLE.readNested(in),
                Bytes.read(in),
                new EncodedPicture(
                        PictureEncoding.ofWireCode(in.readByte()),
                        in.readInt(),
                        in.readInt(),
                        Bytes.read(in),
                        in.readInt(),
                        in.readInt()));
    }
}
