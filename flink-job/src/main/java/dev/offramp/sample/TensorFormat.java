package dev.offramp.sample;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link Tensor}. */
public final class TensorFormat implements WireFormat<Tensor> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/tensor";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Tensor tensor, DataOutputView out) throws IOException {
        out.writeByte(tensor.type().wireCode());
        out.writeByte(tensor.shape().size());
        for (int size : tensor.shape()) {
            out.writeInt(size);
        }
        Bytes.write(tensor.bytes(), out);
    }

    @Override
    public Tensor read(int version, DataInputView in) throws IOException {
        DataType type = DataType.ofWireCode(in.readByte());
        int dimensions = in.readUnsignedByte();
        List<Integer> shape = new ArrayList<>(dimensions);
        for (int i = 0; i < dimensions; i++) {
            shape.add(in.readInt());
        }
        return new Tensor(type, shape, Bytes.read(in));
    }
}
