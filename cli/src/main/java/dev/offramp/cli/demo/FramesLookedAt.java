package dev.offramp.cli.demo;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.StageSpec;
import dev.offramp.sample.DataType;
import java.util.List;

/** How many of a clip's frames a bundle has looked at, exit by exit. */
final class FramesLookedAt {

    private FramesLookedAt() {}

    /** All but those that the stage hands on as pixels: a network that looks at all frames at once hands on none. */
    static List<Integer> byExit(Bundle bundle) {
        return bundle.stages().stream()
                .map(stage -> bundle.frames() - handedOn(stage, bundle))
                .toList();
    }

    private static int handedOn(StageSpec stage, Bundle bundle) {
        List<Integer> whole = bundle.inputShape();
        return stage.activations().stream()
                .filter(tensor -> tensor.type() == DataType.UINT8)
                .map(tensor -> tensor.sampleShape())
                .filter(shape -> shape.size() == whole.size()
                        && shape.subList(1, shape.size()).equals(whole.subList(1, whole.size())))
                .mapToInt(shape -> shape.get(0))
                .sum();
    }
}
