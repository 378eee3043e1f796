package dev.offramp.bundle;

import dev.offramp.sample.DataType;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * One tensor that enters or leaves a stage.
 *
 * @param shape  sizes of the dimensions; the first is the batch, written -1
 * @param frames positions in a clip, from 0, of those whose pixels it is, in this order; none where it is something else
 */
public record TensorSpec(String name, DataType type, List<Integer> shape, List<Integer> frames)
        implements Serializable {

    public TensorSpec {
        shape = List.copyOf(shape);
        frames = List.copyOf(frames);
    }

    /** A tensor that is not some of a clip's frames. */
    public TensorSpec(String name, DataType type, List<Integer> shape) {
        this(name, type, shape, List.of());
    }

    /** Whether a tensor of {@code other} can be passed where this one is wanted; names do not matter. */
    boolean fits(TensorSpec other) {
        return type == other.type && shape.equals(other.shape);
    }

    /** Sizes without the batch dimension. */
    public List<Integer> sampleShape() {
        return shape.subList(1, shape.size());
    }

    /** Bytes that one sample's share has; {@link Long#MAX_VALUE} where they are beyond counting. */
    public long sampleBytes() {
        return sampleShape().stream()
                .mapToLong(Integer::longValue)
                .reduce(type.bytes(), (a, b) -> Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE);
    }

    @Override
    public String toString() {
        String tensor = name + " " + type.name().toLowerCase(Locale.ROOT) + " " + shape;
        return frames.isEmpty() ? tensor : tensor + " of frames " + frames;
    }
}
