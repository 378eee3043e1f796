package dev.offramp.bench;

import dev.offramp.bundle.StageSpec;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageFailure;

/**
 * Engines for a job that does not regroup survivors: what an upstream batch leaves over is run as it is. For the comparison
 * alone; the job has no such way. A job with them needs deeper stages whose batch size never binds, so that only the linger
 * ends a batch: it fires between two upstream batches, and so no remainder is cut in two.
 *
 * @param run whose pieces are counted together
 */
record PiecemealEngines(StageEngines engines, String run) implements StageEngines {

    /** Larger than what a linger brings; where it binds all the same, one remainder is cut in two. */
    static final int NEVER_BINDS = 256;

    @Override
    public StageEngine open(StageSpec stage, StageDevice device) throws StageFailure {
        return new PiecemealEngine(engines.open(stage, device), PieceCounts.of(run), stage.number());
    }
}
