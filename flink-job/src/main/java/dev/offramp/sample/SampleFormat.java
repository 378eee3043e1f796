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
    }

    @Override
    public Sample read(int version, DataInputView in) throws IOException {
        return new Sample(
                ORIGIN.readNested(in),
                Bytes.readText(in),
                in.readLong(),
                in.readLong(),
                Bytes.readOptionalInt(in),
                in.readLong(),
                version == 1 ? Capture.unknown() : CAPTURE.readNested(in));
    }
}
