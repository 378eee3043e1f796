package dev.offramp.bench;

import dev.offramp.cli.publish.Picture;
import java.util.List;

/** Something that answers pictures: the job under one policy, or what it is compared with. */
interface Contestant {

    String name();

    /** Answers every picture once. */
    JobRound play(List<Picture> pictures);
}
