package dev.offramp.cli.run;

import dev.offramp.cli.local.AnswerListener;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Reject;
import java.util.HashSet;
import java.util.Set;

/** Counts answers and the frames that they are for. */
final class SeenAnswers implements AnswerListener {

    private final Set<String> frames = new HashSet<>();
    private int all;

    @Override
    public void answered(Classification answer, long writtenMillis) {
        all++;
        frames.add(answer.getFramePartition() + "/" + answer.getFrameOffset());
    }

    @Override
    public void rejected(Reject reject) {
        throw new AssertionError("a good picture was refused: " + reject.getDetail());
    }

    @Override
    public void caughtUp() {}

    int all() {
        return all;
    }

    int distinct() {
        return frames.size();
    }
}
