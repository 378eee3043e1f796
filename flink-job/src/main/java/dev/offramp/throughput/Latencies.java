package dev.offramp.throughput;

import dev.offramp.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Latency histograms: microseconds, two significant digits (within 1 %), mergeable, encoded as HdrHistogram V2 compressed. */
public final class Latencies {

    private static final int SIGNIFICANT_DIGITS = 2;

    private Latencies() {}

    static Histogram empty() {
        Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
        histogram.setAutoResize(true);
        return histogram;
    }

    static void record(Histogram histogram, long micros) {
        histogram.recordValue(Math.max(0, micros));
    }

    /** The standard interchange form. */
    public static byte[] encode(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Arrays.copyOf(buffer.array(), length);
    }

    /**
     * Mean of what was recorded, to a bucket's width; 0 where that is nothing. The library's own keeps its iterator in the histogram, so that
     * two readers at once break it.
     */
    public static double mean(Histogram histogram) {
        double sum = 0;
        for (HistogramIterationValue value : histogram.recordedValues()) {
            sum += histogram.medianEquivalentValue(value.getValueIteratedTo())
                    * (double) value.getCountAtValueIteratedTo();
        }
        return histogram.getTotalCount() == 0 ? 0 : sum / histogram.getTotalCount();
    }

    static void write(Histogram histogram, DataOutputView out) throws IOException {
        Bytes.write(encode(histogram), out);
    }

    static Histogram read(DataInputView in) throws IOException {
        return decode(Bytes.read(in));
    }

    /**
     * What {@link #encode} wrote.
     *
     * @throws IOException where the bytes are no histogram
     */
    public static Histogram decode(byte[] bytes) throws IOException {
        try {
            Histogram histogram = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
            histogram.setAutoResize(true);
            return histogram;
        } catch (DataFormatException | RuntimeException e) {
            throw new IOException("a latency histogram is corrupt", e);
        }
    }
}
