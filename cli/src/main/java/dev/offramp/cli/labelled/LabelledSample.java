package dev.offramp.cli.labelled;

import dev.offramp.sample.EncodedPicture;
import java.util.List;

/**
 * A picture or a clip of which it is known what is true.
 *
 * @param name     for people
 * @param label    its class, or its labels, as {@link dev.offramp.sample.Task#answer} tells it
 * @param pictures one, or the frames of a clip in their order: fewer than a clip takes where its video ended
 */
public record LabelledSample(String name, int label, List<EncodedPicture> pictures) {

    public LabelledSample {
        pictures = List.copyOf(pictures);
    }
}
