package dev.offramp.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layouts that every {@link WireFormat} shares: length-prefixed bytes and text of any length, optional numbers. */
public final class Bytes {

    private Bytes() {}

    /** Writes the length as an int, then the bytes. */
    public static void write(byte[] bytes, DataOutputView out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Reads what {@link #write} wrote. */
    public static byte[] read(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    /** Writes text as UTF-8; unlike {@code writeUTF} it has no bound of 64 KiB. */
    public static void writeText(String text, DataOutputView out) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8), out);
    }

    /** Reads what {@link #writeText} wrote. */
    public static String readText(DataInputView in) throws IOException {
        return new String(read(in), StandardCharsets.UTF_8);
    }

    /** Writes the length as an int, then the floats. */
    public static void writeFloats(float[] floats, DataOutputView out) throws IOException {
        out.writeInt(floats.length);
        for (float value : floats) {
            out.writeFloat(value);
        }
    }

    /** Reads what {@link #writeFloats} wrote. */
    public static float[] readFloats(DataInputView in) throws IOException {
        float[] floats = new float[in.readInt()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = in.readFloat();
        }
        return floats;
    }

    /** Writes presence, then the number where it is present. */
    public static void writeOptional(OptionalInt value, DataOutputView out) throws IOException {
        out.writeBoolean(value.isPresent());
        if (value.isPresent()) {
            out.writeInt(value.getAsInt());
        }
    }

    /** Reads what {@link #writeOptional(OptionalInt, DataOutputView)} wrote. */
    public static OptionalInt readOptionalInt(DataInputView in) throws IOException {
        return in.readBoolean() ? OptionalInt.of(in.readInt()) : OptionalInt.empty();
    }
}
