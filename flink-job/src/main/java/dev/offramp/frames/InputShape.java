package dev.offramp.frames;

import dev.offramp.bundle.Bundle;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a bundle takes.
 *
 * @param frames of a clip; 1 where it takes pictures
 * @param first  positions of those that stage 1 takes, in its order
 * @param later  positions of those that the stages behind it look at, in their order
 */
record InputShape(int frames, InputSize size, List<Integer> first, List<Integer> later) implements Serializable {

    InputShape {
        first = List.copyOf(first);
        later = List.copyOf(later);
    }

    /** Whole samples, as a bundle takes them whose stages do not tell frames apart. */
    InputShape(int frames, InputSize size) {
        this(frames, size, IntStream.range(0, frames).boxed().toList(), List.of());
    }

    static InputShape of(Bundle bundle) {
        var size = new InputSize(bundle.height(), bundle.width());
        return new InputShape(bundle.frames(), size, bundle.firstFrames(), bundle.laterFrames());
    }

    /** Positions of all frames that stages look at, in the order in which they do. */
    List<Integer> order() {
        List<Integer> order = new ArrayList<>(first);
        order.addAll(later);
        return order;
    }

    /** One picture: uint8 [height, width, 3]. */
    Tensor picture(byte[] pixels) {
        return new Tensor(DataType.UINT8, List.of(size.height(), size.width(), 3), pixels);
    }

    /** uint8 [height, width, 3], RGB, where the bundle takes pictures; or else [n, height, width, 3]. */
    Tensor of(List<Tensor> pictures) {
        if (frames == 1) {
            return pictures.get(0);
        }
        int length = pictures.get(0).bytes().length;
        byte[] clip = new byte[pictures.size() * length];
        for (int t = 0; t < pictures.size(); t++) {
            System.arraycopy(pictures.get(t).bytes(), 0, clip, t * length, length);
        }
        return new Tensor(DataType.UINT8, List.of(pictures.size(), size.height(), size.width(), 3), clip);
    }
}
