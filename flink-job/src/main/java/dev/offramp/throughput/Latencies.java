package dev.offramp.throughput;

import dev.offramp.wire.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Latency histograms: microseconds, two significant digits (within 1 %), mergeable, encoded as HdrHistogram V2 compressed. */
public final class Latencies {

    private static final int SIGNIFICANT_DIGITS = 2;

    /** Of the header that lies compressed behind two numbers: HdrHistogram's V2 encoding. */
    private static final int COMPRESSED_FROM = 8;

    private static final int HEADER_BYTES = 40;
    private static final int PAYLOAD_AT = 4;
    private static final int DIGITS_AT = 12;

    /** Above what every bucket of two digits takes with the largest count in it. */
    private static final int MOST_PAYLOAD_BYTES = 1 << 17;

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
            checkSize(bytes);
            Histogram histogram = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
            histogram.setAutoResize(true);
            return histogram;
        } catch (DataFormatException | RuntimeException e) {
            throw new IOException("a latency histogram is corrupt", e);
        }
    }

    /** The library allocates whatever a histogram says of its own size. */
    private static void checkSize(byte[] bytes) throws DataFormatException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes, COMPRESSED_FROM, bytes.length - COMPRESSED_FROM);
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            inflater.inflate(header.array());
            if (header.getInt(DIGITS_AT) != SIGNIFICANT_DIGITS || header.getInt(PAYLOAD_AT) > MOST_PAYLOAD_BYTES) {
                throw new DataFormatException(
                        "of " + header.getInt(DIGITS_AT) + " digits, in " + header.getInt(PAYLOAD_AT) + " bytes");
            }
        } finally {
            inflater.end();
        }
    }
}
