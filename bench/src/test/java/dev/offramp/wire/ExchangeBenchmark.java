package dev.offramp.wire;

import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.Origin;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.sample.Sample;
import java.io.IOException;
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

/** What the exchange by lane does for every sample: write it with its encoded picture, and read it back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExchangeBenchmark {

    /** Bytes of the encoded picture: of Fashion-MNIST as PNG, of 224 and of 1,080 rows as JPEG. */
    @Param({"500", "20000", "200000"})
    private int bytes;

    private final TypeSerializer<EncodedFrame> serializer =
            EncodedFrame.TYPE.createSerializer(new SerializerConfigImpl());
    private final DataOutputSerializer out = new DataOutputSerializer(1024);
    private EncodedFrame frame;
    private byte[] written;

    @Setup
    public void prepare() throws IOException {
        Origin origin = new Origin("offramp-frames", 3, 4_711, 1_700_000_000_000L);
        Sample sample = new Sample(origin, "camera-0042", 17, 1_700_000_000_000L, OptionalInt.of(3));
        frame = new EncodedFrame(sample, new byte[11], EncodedPicture.of(PictureEncoding.JPEG, new byte[bytes]));
        serializer.serialize(frame, out);
        written = out.getCopyOfBuffer();
    }

    @Benchmark
    public int write() throws IOException {
        out.clear();
        serializer.serialize(frame, out);
        return out.length();
    }

    @Benchmark
    public EncodedFrame read() throws IOException {
        return serializer.deserialize(new DataInputDeserializer(written));
    }
}
