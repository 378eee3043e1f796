package dev.offramp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** A value that went into an exchange and came out of it. */
public final class WireCopy {

    private WireCopy() {}

    /** The copy has the bytes that the value has, and reads all of them. */
    public static <T> void assertSame(T value, WireFormat<T> format) throws IOException {
        byte[] written = written(value, format);
        DataInputDeserializer in = new DataInputDeserializer(written);
        T copy = format.read(format.version(), in);

        assertThat(in.available()).isZero();
        assertThat(written(copy, format)).isEqualTo(written);
    }

    private static <T> byte[] written(T value, WireFormat<T> format) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        format.write(value, out);
        return out.getCopyOfBuffer();
    }
}
