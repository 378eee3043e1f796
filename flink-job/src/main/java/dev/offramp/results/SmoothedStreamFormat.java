package dev.offramp.results;

import dev.offramp.sample.BundleId;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link SmoothedStream}. */
public final class SmoothedStreamFormat implements WireFormat<SmoothedStream> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/smoothed-stream";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(SmoothedStream stream, DataOutputView out) throws IOException {
        Bytes.writeText(stream.bundle().name(), out);
        Bytes.writeText(stream.bundle().version(), out);
        out.writeLong(stream.epoch());
        Map<Integer, Double> sorted = new TreeMap<>(stream.probabilities());
        out.writeInt(sorted.size());
        for (Map.Entry<Integer, Double> each : sorted.entrySet()) {
            out.writeInt(each.getKey());
            out.writeDouble(each.getValue());
        }
        Bytes.writeOptional(stream.state(), out);
        out.writeLong(stream.sinceMillis());
        out.writeLong(stream.answers());
        out.writeBoolean(stream.isTold());
        out.writeLong(stream.heardMillis());
    }

    @Override
    public SmoothedStream read(int version, DataInputView in) throws IOException {
        return new SmoothedStream(
                new BundleId(Bytes.readText(in), Bytes.readText(in)),
                in.readLong(),
                probabilities(in),
                Bytes.readOptionalInt(in),
                in.readLong(),
                in.readLong(),
                in.readBoolean(),
                in.readLong());
    }

    private static Map<Integer, Double> probabilities(DataInputView in) throws IOException {
        Map<Integer, Double> probabilities = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            probabilities.put(in.readInt(), in.readDouble());
        }
        return probabilities;
    }
}
