package dev.offramp.clips;

import dev.offramp.sample.EncodedFrameFormat;
import dev.offramp.sample.UnansweredFormat;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of {@link GatheredFrames}. */
public final class GatheredFramesFormat implements WireFormat<GatheredFrames> {

    private static final long serialVersionUID = 1;
    private static final EncodedFrameFormat FRAME = new EncodedFrameFormat();
    private static final UnansweredFormat PLACE = new UnansweredFormat();

    @Override
    public String id() {
        return "offramp/gathered-frames";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(GatheredFrames frames, DataOutputView out) throws IOException {
        out.writeLong(frames.epoch());
        out.writeLong(frames.seen());
        out.writeLong(frames.clips());
        out.writeLong(frames.newest());
        FRAME.writeAll(frames.taken(), out);
        out.writeInt(frames.fresh());
        PLACE.writeAll(frames.waiting(), out);
        PLACE.writeAll(frames.ends(), out);
        out.writeLong(frames.arrivedMillis());
    }

    @Override
    public GatheredFrames read(int version, DataInputView in) throws IOException {
        return new GatheredFrames(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                FRAME.readAll(in),
                in.readInt(),
                PLACE.readAll(in),
                PLACE.readAll(in),
                in.readLong());
    }
}
