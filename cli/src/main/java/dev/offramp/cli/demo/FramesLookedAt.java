package dev.offramp.cli.demo;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.StageSpec;
import java.util.ArrayList;
import java.util.List;

/** How many of a clip's frames a bundle has looked at, exit by exit. */
final class FramesLookedAt {

    private FramesLookedAt() {}

    /** Those of all stages so far; a network whose stages do not tell frames apart has looked at all of them behind the first. */
    static List<Integer> byExit(Bundle bundle) {
        List<Integer> byExit = new ArrayList<>();
        int lookedAt = 0;
        for (StageSpec stage : bundle.stages()) {
            lookedAt += stage.number() == 1
                    ? bundle.firstFrames().size()
                    : stage.frames().size();
            byExit.add(lookedAt);
        }
        return byExit;
    }
}
