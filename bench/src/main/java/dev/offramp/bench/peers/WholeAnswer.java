package dev.offramp.bench.peers;

import dev.offramp.bundle.Bundle;
import dev.offramp.exit.Answer;
import dev.offramp.exit.RankedClass;
import dev.offramp.exit.Verdict;
import dev.offramp.policy.Limits;
import dev.offramp.sample.Origin;
import dev.offramp.sample.Sample;
import dev.offramp.schema.Frame;
import dev.offramp.stage.Journey;
import dev.offramp.stage.StageVisit;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalInt;

/** What the whole network says of a frame, in the job's own records; its one visit is to all stages together. */
record WholeAnswer(Bundle bundle) implements Serializable {

    Answer of(Origin origin, Frame frame, List<RankedClass> top, long micros, int batchSize) {
        Integer label = frame.getLabel();
        Sample sample = new Sample(
                origin,
                frame.getStream(),
                frame.getSequence(),
                frame.getEventTime().toEpochMilli(),
                label == null ? OptionalInt.empty() : OptionalInt.of(label));
        int last = bundle.stages().size();
        return new Answer(
                sample,
                bundle.id(),
                0,
                Limits.UNLIMITED,
                last,
                Verdict.FINAL,
                top.get(0).probability(),
                top,
                new Journey(
                        bundle.stages().get(last - 1).cumulativeMultiplyAdds(),
                        List.of(new StageVisit(0, micros, batchSize))),
                System.currentTimeMillis());
    }
}
