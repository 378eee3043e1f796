package dev.offramp.bench;

import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.frames.PixelDecoder;
import dev.offramp.job.Settings;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Pictures decoded as the job decodes them, for what is measured on stages alone. */
record Decoding(Settings settings) {

    /** The pixels of each picture. */
    List<Tensor> pixels(List<Picture> pictures) {
        PixelDecoder decoder = new PixelDecoder(settings.frames(), settings.bundle());
        List<Tensor> pixels = new ArrayList<>(pictures.size());
        for (Picture picture : pictures) {
            try {
                pixels.add(decoder.decode(picture.encoded()));
            } catch (Refusal refusal) {
                throw new CommandFailure(picture.name() + " is refused: " + refusal.detail(), refusal);
            }
        }
        return pixels;
    }
}
