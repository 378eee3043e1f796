package dev.offramp.clips;

import dev.offramp.sample.EncodedFrameFormat;
import dev.offramp.sample.Unanswered;
import dev.offramp.sample.UnansweredFormat;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
        out.writeLong(frames.newest());
        FRAME.writeAll(frames.taken(), out);
        PLACE.writeAll(frames.waiting(), out);
        PLACE.writeAll(frames.end().map(List::of).orElse(List.of()), out);
        out.writeLong(frames.arrivedMillis());
    }

    @Override
    public GatheredFrames read(int version, DataInputView in) throws IOException {
        return new GatheredFrames(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                FRAME.readAll(in),
                PLACE.readAll(in),
                end(in),
                in.readLong());
    }

    private static Optional<Unanswered> end(DataInputView in) throws IOException {
        return PLACE.readAll(in).stream().findFirst();
    }
}
