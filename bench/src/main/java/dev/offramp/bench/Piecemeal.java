package dev.offramp.bench;

import dev.offramp.cli.publish.Picture;
import java.util.List;

/** The job on {@link PiecemealEngines}: what its answers say of batches is what waited together, not what ran together. */
record Piecemeal(String name, JobLoop loop, PieceCounts counts) implements Contestant {

    @Override
    public JobRound play(List<Picture> pictures) {
        counts.clear();
        JobRound round = loop.play(pictures);
        return round.withBatchFill(counts.meanSizes(round.batchFill().size()));
    }
}
