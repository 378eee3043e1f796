package dev.offramp.throughput;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of {@link StreamTotals}: that of the time when a job had one bundle, under an id of its own. */
public final class StreamTotalsFormat implements WireFormat<StreamTotals> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/stream-totals-of-bundle";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(StreamTotals totals, DataOutputView out) throws IOException {
        Bytes.writeText(totals.stream(), out);
        out.writeLong(totals.multiplyAdds());
        out.writeLong(totals.computeMicros());
        out.writeByte(totals.exits().size());
        for (long left : totals.exits()) {
            out.writeLong(left);
        }
    }

    @Override
    public StreamTotals read(int version, DataInputView in) throws IOException {
        String stream = Bytes.readText(in);
        long multiplyAdds = in.readLong();
        long computeMicros = in.readLong();
        int exits = in.readUnsignedByte();
        List<Long> left = new ArrayList<>(exits);
        for (int k = 0; k < exits; k++) {
            left.add(in.readLong());
        }
        return new StreamTotals(stream, multiplyAdds, computeMicros, left);
    }
}
