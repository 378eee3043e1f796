package dev.offramp.bench;

import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.frames.PixelDecoder;
import dev.offramp.job.Settings;
import dev.offramp.rejects.Refusal;
import dev.offramp.stage.Activation;
import dev.offramp.stage.HeapActivation;
import java.util.ArrayList;
import java.util.List;

/** Pictures decoded as the job decodes them, for what is measured on stages alone. */
record Decoding(Settings settings) {

    /** What stage 1 takes, one a picture. */
    List<Activation> pixels(List<Picture> pictures) {
        PixelDecoder decoder = new PixelDecoder(settings.frames(), settings.bundle());
        List<Activation> pixels = new ArrayList<>(pictures.size());
        for (Picture picture : pictures) {
            try {
                pixels.add(new HeapActivation(List.of(decoder.decode(picture.encoded()))));
            } catch (Refusal refusal) {
                throw new CommandFailure(picture.name() + " is refused: " + refusal.detail(), refusal);
            }
        }
        return pixels;
    }
}
