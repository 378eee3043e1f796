package dev.offramp.throughput;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.HdrHistogram.Histogram;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a latency {@link Histogram}. */
public final class HistogramFormat implements WireFormat<Histogram> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/histogram";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Histogram histogram, DataOutputView out) throws IOException {
        Latencies.write(histogram, out);
    }

    @Override
    public Histogram read(int version, DataInputView in) throws IOException {
        return Latencies.read(in);
    }
}
