package dev.offramp.sample;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of {@link ClipFrames}. */
public final class ClipFramesFormat implements WireFormat<ClipFrames> {

    private static final long serialVersionUID = 1;
    private static final TensorFormat TENSOR = new TensorFormat();

    @Override
    public String id() {
        return "offramp/clip-frames";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(ClipFrames clip, DataOutputView out) throws IOException {
        out.writeInt(clip.frames().size());
        for (Map.Entry<Integer, ClipFrame> frame : new TreeMap<>(clip.frames()).entrySet()) {
            out.writeInt(frame.getKey());
            write(frame.getValue(), out);
        }
        out.writeInt(clip.order().size());
        for (int number : clip.order()) {
            out.writeInt(number);
        }
    }

    private static void write(ClipFrame frame, DataOutputView out) throws IOException {
        out.writeBoolean(frame instanceof Tensor);
        if (frame instanceof Tensor pixels) {
            TENSOR.writeNested(pixels, out);
        } else if (frame instanceof EncodedPicture picture) {
            EncodedFrameFormat.write(picture, out);
        }
    }

    @Override
    public ClipFrames read(int version, DataInputView in) throws IOException {
        int count = in.readInt();
        Map<Integer, ClipFrame> frames = new HashMap<>();
        for (int i = 0; i < count; i++) {
            frames.put(in.readInt(), in.readBoolean() ? TENSOR.readNested(in) : EncodedFrameFormat.picture(in));
        }
        int length = in.readInt();
        List<Integer> order = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            order.add(in.readInt());
        }
        return new ClipFrames(frames, order);
    }
}
