package dev.offramp.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatenciesTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 127, 128, 999_999, 3_600_000_000L, 56L * 365 * 86_400_000_000L})
    void a_latency_is_kept_within_one_percent(long micros) {
        Histogram histogram = Latencies.empty();
        Latencies.record(histogram, micros);

        assertThat((double) histogram.getMaxValue()).isBetween(micros * 0.99, micros * 1.01 + 0.5);
    }

    @Test
    void what_was_read_can_be_added_to() throws IOException {
        Histogram histogram = Latencies.empty();
        Latencies.record(histogram, 5);
        DataOutputSerializer out = new DataOutputSerializer(64);
        Latencies.write(histogram, out);

        Histogram read = Latencies.read(new DataInputDeserializer(out.getCopyOfBuffer()));
        Latencies.record(read, 1L << 50);

        assertThat(read.getTotalCount()).isEqualTo(2);
    }

    @Test
    void every_client_can_read_the_encoded_form() throws Exception {
        Histogram histogram = Latencies.empty();
        Latencies.record(histogram, 123);

        Histogram read = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(Latencies.encode(histogram)), 0);

        assertThat(read).isEqualTo(histogram);
    }

    @Test
    void what_a_histogram_says_of_its_size_is_not_believed() {
        Histogram fine = new Histogram(5);
        fine.recordValue(1L << 50);
        ByteBuffer claiming = ByteBuffer.allocate(64);
        Latencies.empty().encodeIntoByteBuffer(claiming);
        claiming.putInt(4, Integer.MAX_VALUE);

        for (byte[] bytes : List.of(Latencies.encode(fine), compressed(claiming.array()))) {
            assertThatThrownBy(() -> Latencies.decode(bytes))
                    .isInstanceOf(IOException.class)
                    .hasMessage("a latency histogram is corrupt");
        }
    }

    private static byte[] compressed(byte[] encoded) {
        Deflater deflater = new Deflater();
        deflater.setInput(encoded);
        deflater.finish();
        ByteBuffer compressed = ByteBuffer.allocate(128).put(Latencies.encode(Latencies.empty()), 0, 4);
        int length = deflater.deflate(compressed.array(), 8, 120);
        deflater.end();
        return compressed.putInt(length).array();
    }

    @Test
    void corrupt_bytes_are_an_error_of_reading() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        Latencies.write(Latencies.empty(), out);
        byte[] bytes = out.getCopyOfBuffer();
        bytes[bytes.length - 8] ^= 0x55;

        assertThatThrownBy(() -> Latencies.read(new DataInputDeserializer(bytes)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void the_mean_is_the_librarys_and_many_may_ask_for_it_at_once() {
        Histogram histogram = Latencies.empty();
        for (int i = 0; i < 10_000; i++) {
            Latencies.record(histogram, (long) i * i);
        }
        double mean = histogram.getMean();

        assertThat(IntStream.range(0, 1000).parallel().mapToDouble(i -> Latencies.mean(histogram)))
                .allMatch(one -> Math.abs(one - mean) < 1e-6 * mean);
        assertThat(Latencies.mean(Latencies.empty())).isZero();
    }
}
