package dev.offramp.sample;

import dev.offramp.wire.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of tensors within the records that carry them. */
public final class TensorLayout {

    private TensorLayout() {}

    /** Writes type, shape and bytes. */
    public static void write(Tensor tensor, DataOutputView out) throws IOException {
        out.writeByte(tensor.type().wireCode());
        out.writeByte(tensor.shape().size());
        for (int size : tensor.shape()) {
            out.writeInt(size);
        }
        Bytes.write(tensor.bytes(), out);
    }

    /** Reads what {@link #write} wrote. */
    public static Tensor read(DataInputView in) throws IOException {
        DataType type = DataType.ofWireCode(in.readByte());
        int dimensions = in.readUnsignedByte();
        List<Integer> shape = new ArrayList<>(dimensions);
        for (int i = 0; i < dimensions; i++) {
            shape.add(in.readInt());
        }
        return new Tensor(type, shape, Bytes.read(in));
    }

    /** Writes how many there are, at most 255, then each. */
    public static void writeAll(List<Tensor> tensors, DataOutputView out) throws IOException {
        out.writeByte(tensors.size());
        for (Tensor tensor : tensors) {
            write(tensor, out);
        }
    }

    /** Reads what {@link #writeAll} wrote. */
    public static List<Tensor> readAll(DataInputView in) throws IOException {
        int count = in.readUnsignedByte();
        List<Tensor> tensors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tensors.add(read(in));
        }
        return tensors;
    }
}
