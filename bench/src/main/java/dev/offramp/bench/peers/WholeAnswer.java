package dev.offramp.bench.peers;

import dev.offramp.bundle.Bundle;
import dev.offramp.exit.Answer;
import dev.offramp.exit.ClassProbability;
import dev.offramp.exit.Verdict;
import dev.offramp.policy.Limits;
import dev.offramp.sample.Sample;
import dev.offramp.stage.SampleJourney;
import dev.offramp.stage.Visit;
import java.io.Serializable;
import java.util.List;

/** What the whole network says of a frame, in the job's own records; its one visit is to all stages together. */
record WholeAnswer(Bundle bundle) implements Serializable {

    Answer of(Sample sample, List<ClassProbability> top, long micros, int batchSize) {
        int last = bundle.stages().size();
        return new Answer(
                sample,
                bundle.id(),
                0,
                Limits.UNLIMITED,
                last,
                last,
                Verdict.FINAL,
                top.get(0).probability(),
                top,
                new SampleJourney(bundle.plainMultiplyAdds(), List.of(new Visit(0, micros, batchSize))),
                System.currentTimeMillis());
    }
}
