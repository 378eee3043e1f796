package dev.offramp.wire;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How one immutable type crosses an edge or rests in state: written in one fixed layout, read back from every layout
 * released before.
 *
 * <p>Implementations have no fields and a public constructor without parameters: a savepoint names them by class.
 */
public interface WireFormat<T> extends Serializable {

    /** The layout that {@link #write} uses; rises whenever the layout changes. */
    int version();

    /** Writes one value in the current layout. */
    void write(T value, DataOutputView out) throws IOException;

    /** Reads one value that was written in the layout {@code version}, which is at most {@link #version()}. */
    T read(int version, DataInputView in) throws IOException;
}
