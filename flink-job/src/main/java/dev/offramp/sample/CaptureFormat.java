package dev.offramp.sample;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link Capture}. */
public final class CaptureFormat implements WireFormat<Capture> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/capture";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Capture capture, DataOutputView out) throws IOException {
        out.writeLong(capture.epoch());
        out.writeBoolean(capture.videoTime().isPresent());
        if (capture.videoTime().isPresent()) {
            PresentationTime time = capture.videoTime().get();
            out.writeLong(time.pts());
            out.writeInt(time.numerator());
            out.writeInt(time.denominator());
        }
        out.writeByte(capture.clock().wireCode());
        out.writeInt(capture.dropped());
        out.writeInt(capture.unchanged());
    }

    @Override
    public Capture read(int version, DataInputView in) throws IOException {
        return new Capture(
                in.readLong(), videoTime(in), SourceClock.ofWireCode(in.readByte()), in.readInt(), in.readInt());
    }

    private static Optional<PresentationTime> videoTime(DataInputView in) throws IOException {
        return in.readBoolean()
                ? Optional.of(new PresentationTime(in.readLong(), in.readInt(), in.readInt()))
                : Optional.empty();
    }
}
