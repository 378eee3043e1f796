package dev.offramp.sample;

import dev.offramp.wire.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of tensors within the records that carry them. */
final class TensorLayout {

    private TensorLayout() {}

    static void write(Tensor tensor, DataOutputView out) throws IOException {
        out.writeByte(tensor.type().wireCode());
        out.writeByte(tensor.shape().size());
        for (int size : tensor.shape()) {
            out.writeInt(size);
        }
        Bytes.write(tensor.bytes(), out);
    }

    static Tensor read(DataInputView in) throws IOException {
        DataType type = DataType.ofWireCode(in.readByte());
        int dimensions = in.readUnsignedByte();
        List<Integer> shape = new ArrayList<>(dimensions);
        for (int i = 0; i < dimensions; i++) {
            shape.add(in.readInt());
        }
        return new Tensor(type, shape, Bytes.read(in));
    }

    static void writeAll(List<Tensor> tensors, DataOutputView out) throws IOException {
        out.writeByte(tensors.size());
        for (Tensor tensor : tensors) {
            write(tensor, out);
        }
    }

    static List<Tensor> readAll(DataInputView in) throws IOException {
        int count = in.readUnsignedByte();
        List<Tensor> tensors = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            tensors.add(read(in));
        }
        return tensors;
    }
}
