package dev.offramp.sample;

import java.util.List;

/**
 * One sample's share of one tensor, on the heap: no batch dimension, elements in row-major order, little-endian.
 *
 * @param shape sizes of the dimensions after the batch dimension
 * @param bytes never changed after construction
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; copying a picture to guard it would double the work
public record Tensor(DataType type, List<Integer> shape, byte[] bytes) implements ClipFrame {

    public Tensor {
        shape = List.copyOf(shape);
        if (bytes.length != elements(shape) * type.bytes()) {
            throw new IllegalArgumentException(
                    "a " + type + " tensor of shape " + shape + " does not have " + bytes.length + " bytes");
        }
    }

    private static long elements(List<Integer> shape) {
        long elements = 1;
        for (int size : shape) {
            elements *= size;
        }
        return elements;
    }
}
