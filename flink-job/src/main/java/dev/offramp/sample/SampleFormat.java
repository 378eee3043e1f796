package dev.offramp.sample;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link Sample}; the first one said nothing of its source. */
public final class SampleFormat implements WireFormat<Sample> {

    private static final long serialVersionUID = 1;
    private static final OriginFormat ORIGIN = new OriginFormat();
    private static final CaptureFormat CAPTURE = new CaptureFormat();

    @Override
    public String id() {
        return "offramp/sample";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(Sample sample, DataOutputView out) throws IOException {
        ORIGIN.writeNested(sample.origin(), out);
        Bytes.writeText(sample.stream(), out);
        out.writeLong(sample.sequence());
        out.writeLong(sample.eventTimeMillis());
        Bytes.writeOptional(sample.label(), out);
        out.writeLong(sample.deadlineMillis());
        CAPTURE.writeNested(sample.capture(), out);
        out.writeBoolean(sample.clip().isPresent());
        if (sample.clip().isPresent()) {
            out.writeLong(sample.clip().get().first());
            out.writeInt(sample.clip().get().count());
            out.writeInt(sample.clip().get().fresh());
            out.writeLong(sample.clip().get().ordinal());
        }
    }

    @Override
    public Sample read(int version, DataInputView in) throws IOException {
        Sample sample = new Sample(
                ORIGIN.readNested(in),
                Bytes.readText(in),
                in.readLong(),
                in.readLong(),
                Bytes.readOptionalInt(in),
                in.readLong());
        if (version == 1) {
            return sample;
        }
        Sample captured = sample.captured(CAPTURE.readNested(in));
        return in.readBoolean()
                ? captured.closing(new FrameSpan(in.readLong(), in.readInt(), in.readInt(), in.readLong()))
                : captured;
    }
}
