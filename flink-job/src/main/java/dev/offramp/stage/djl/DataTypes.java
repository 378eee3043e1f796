package dev.offramp.stage.djl;

import ai.djl.ndarray.NDArray;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Between the data types of manifests and DJL's. */
final class DataTypes {

    private DataTypes() {}

    static ai.djl.ndarray.types.DataType toDjl(DataType type) {
        return switch (type) {
            case UINT8 -> ai.djl.ndarray.types.DataType.UINT8;
            case INT64 -> ai.djl.ndarray.types.DataType.INT64;
            case FLOAT16 -> ai.djl.ndarray.types.DataType.FLOAT16;
            case FLOAT32 -> ai.djl.ndarray.types.DataType.FLOAT32;
            case BFLOAT16 -> throw new IllegalArgumentException("DJL cannot make bfloat16, Bfloat16 can");
        };
    }

    /** A copy on the heap, little-endian. */
    static Tensor toHeap(NDArray array, DataType type) {
        List<Integer> shape = Arrays.stream(array.getShape().getShape())
                .mapToObj(Math::toIntExact)
                .toList();
        return new Tensor(type, shape, bytes(array.toByteBuffer()));
    }

    /** The engine's own copy where it is an array of just these bytes. */
    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer.hasArray() && buffer.arrayOffset() == 0 && buffer.array().length == buffer.remaining()) {
            return buffer.array();
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
