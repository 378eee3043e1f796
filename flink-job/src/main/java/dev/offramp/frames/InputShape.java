package dev.offramp.frames;

import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import java.io.Serializable;
import java.util.List;

/**
 * What a bundle takes.
 *
 * @param frames of a clip; 1 where it takes pictures
 */
record InputShape(int frames, InputSize size) implements Serializable {

    /**
     * uint8 [height, width, 3], RGB, or [frames, height, width, 3]: where there are fewer pictures than a clip takes, the last stands for
     * those that are missing.
     *
     * @param pictures rows of R, G, B at the input's size, at least one
     */
    Tensor of(List<byte[]> pictures) {
        if (frames == 1) {
            return new Tensor(DataType.UINT8, List.of(size.height(), size.width(), 3), pictures.get(0));
        }
        int length = pictures.get(0).length;
        byte[] clip = new byte[frames * length];
        for (int t = 0; t < frames; t++) {
            byte[] frame = pictures.get(Math.min(t, pictures.size() - 1));
            System.arraycopy(frame, 0, clip, t * length, length);
        }
        return new Tensor(DataType.UINT8, List.of(frames, size.height(), size.width(), 3), clip);
    }
}
