package dev.offramp.wire;

import dev.offramp.sample.DataType;
import dev.offramp.sample.DecodedSample;
import dev.offramp.sample.Origin;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the exchange by stream does for every sample: write it with its pixels, and read it back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExchangeBenchmark {

    @Param({"28", "224"})
    private int side;

    private final TypeSerializer<DecodedSample> serializer =
            DecodedSample.TYPE.createSerializer(new SerializerConfigImpl());
    private final DataOutputSerializer out = new DataOutputSerializer(1024);
    private DecodedSample sample;
    private byte[] written;

    @Setup
    public void prepare() throws IOException {
        Origin origin = new Origin("offramp-frames", 3, 4_711, 1_700_000_000_000L);
        Tensor pixels = new Tensor(DataType.UINT8, List.of(side, side, 3), new byte[side * side * 3]);
        sample =
                new DecodedSample(new Sample(origin, "camera-0042", 17, 1_700_000_000_000L, OptionalInt.of(3)), pixels);
        serializer.serialize(sample, out);
        written = out.getCopyOfBuffer();
    }

    @Benchmark
    public int write() throws IOException {
        out.clear();
        serializer.serialize(sample, out);
        return out.length();
    }

    @Benchmark
    public DecodedSample read() throws IOException {
        return serializer.deserialize(new DataInputDeserializer(written));
    }
}
