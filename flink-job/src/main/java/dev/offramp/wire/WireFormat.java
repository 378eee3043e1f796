package dev.offramp.wire;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How one immutable type crosses an edge or rests in state: written in one fixed layout, read back from every layout
 * released before.
 *
 * <p>Implementations have no fields and a public constructor without parameters, and are listed in {@code
 * META-INF/services}: there a savepoint, which knows a format by its id alone, finds it again.
 */
public interface WireFormat<T> extends Serializable {

    /** What a savepoint calls this format, such as {@code offramp/in-flight}; permanent, whatever the class is called. */
    String id();

    /** The layout that {@link #write} uses, from 1 to 255; rises whenever the layout changes. */
    int version();

    /** Writes one value in the current layout. */
    void write(T value, DataOutputView out) throws IOException;

    /** Reads one value that was written in the layout {@code version}, which is at most {@link #version()}. */
    T read(int version, DataInputView in) throws IOException;

    /** Writes one value within a value of another format: one byte for the layout, then the value. */
    default void writeNested(T value, DataOutputView out) throws IOException {
        out.writeByte(version());
        write(value, out);
    }

    /**
     * Reads what {@link #writeNested} wrote, in whatever layout.
     *
     * @throws IOException naming the format, where the layout is none that this build knows
     */
    default T readNested(DataInputView in) throws IOException {
        int written = in.readUnsignedByte();
        if (written < 1 || written > version()) {
            throw new IOException(
                    id() + " was written in layout " + written + "; this build reads layouts 1 to " + version());
        }
        return read(written, in);
    }

    /** Writes presence, then the value with its layout where it is present. */
    default void writeOptional(Optional<T> value, DataOutputView out) throws IOException {
        out.writeBoolean(value.isPresent());
        if (value.isPresent()) {
            writeNested(value.get(), out);
        }
    }

    /** Reads what {@link #writeOptional} wrote. */
    default Optional<T> readOptional(DataInputView in) throws IOException {
        return in.readBoolean() ? Optional.of(readNested(in)) : Optional.empty();
    }

    /** Writes how many there are, then each with its layout. */
    default void writeAll(List<T> values, DataOutputView out) throws IOException {
        out.writeInt(values.size());
        for (T value : values) {
            writeNested(value, out);
        }
    }

    /** Reads what {@link #writeAll} wrote. */
    default List<T> readAll(DataInputView in) throws IOException {
        int size = in.readInt();
        List<T> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(readNested(in));
        }
        return values;
    }
}
