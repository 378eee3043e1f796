package dev.offramp.stage.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Puts rows from the heap into one array on the device. On a CPU they are written straight into the array's own memory, so each byte
 * is copied once and no direct buffer is needed; for a GPU through one direct buffer, used again for every batch.
 */
final class Staging {

    private ByteBuffer toGpu = ByteBuffer.allocateDirect(0);

    /**
     * One [B, …] array in {@code scope}.
     *
     * @param parts  of one type and shape
     * @param staged type of the array: that of the parts, or float32 for bfloat16
     */
    NDArray batchOf(List<Tensor> parts, DataType staged, NDManager scope) {
        Tensor first = parts.get(0);
        long[] sizes = LongStream.concat(
                        LongStream.of(parts.size()), first.shape().stream().mapToLong(Integer::longValue))
                .toArray();
        Shape shape = new Shape(sizes);
        if (scope.getDevice().isGpu()) {
            ByteBuffer buffer = toGpu(Math.toIntExact(shape.size() * staged.bytes()));
            parts.forEach(part -> put(part, buffer));
            buffer.flip();
            return scope.create(buffer, shape, DataTypes.toDjl(staged)); // which copies it to the device
        }
        NDArray array = scope.create(shape, DataTypes.toDjl(staged));
        ByteBuffer own = array.toByteBuffer(true);
        parts.forEach(part -> put(part, own));
        return array;
    }

    /** The bytes as they are; a bfloat16 is the upper half of a float32. */
    private static void put(Tensor part, ByteBuffer buffer) {
        if (part.type() != DataType.BFLOAT16) {
            buffer.put(part.bytes());
            return;
        }
        ShortBuffer halves =
                ByteBuffer.wrap(part.bytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        while (halves.hasRemaining()) {
            buffer.putInt(halves.get() << Short.SIZE);
        }
    }

    private ByteBuffer toGpu(int bytes) {
        if (toGpu.capacity() < bytes) {
            toGpu = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        }
        toGpu.clear();
        return toGpu;
    }
}
