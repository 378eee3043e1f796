package dev.offramp.bench;

import dev.offramp.cli.publish.Picture;
import java.util.List;

/** A contestant that has topics of its own. */
record Neighbour(String name, JobLoop loop) implements Contestant {

    @Override
    public JobRound play(List<Picture> pictures) {
        return loop.play(pictures);
    }
}
