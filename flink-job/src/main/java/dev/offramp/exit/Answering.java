package dev.offramp.exit;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Task;
import dev.offramp.stage.InFlight;
import java.io.Serializable;
import java.util.List;

/**
 * Makes the record of a sample that leaves.
 *
 * @param exits of the bundle
 * @param topK  classes in an answer
 * @param kind  of its answers
 */
record Answering(BundleId bundle, int exits, int topK, AnswerKind kind) implements Serializable {

    Answer answer(InFlight sample, int exit, Verdict verdict, Scored scored, long nowMillis) {
        return new Answer(
                sample.sample(),
                bundle,
                sample.policy().version(),
                sample.limits(),
                exit,
                exits,
                verdict,
                scored.confidence(),
                Ranking.top(scored.classes(), topK),
                sample.journey(),
                nowMillis,
                kind,
                kind.task() == Task.REGRESSION ? scored.classes().logits()[0] : Float.NaN);
    }

    RejectedRecord notFinite(InFlight sample, int exit) {
        List<Integer> bad = NotFinite.indices(sample.logits());
        Refusal refusal = new Refusal(
                RefusalReason.NOT_FINITE,
                "exit " + exit + " of " + bundle + " scored classes " + bad + " with a number that is not finite");
        return RejectedRecord.of(sample.sample(), refusal);
    }
}
