package dev.offramp.exit;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Task;
import dev.offramp.stage.InFlight;
import java.util.List;
import java.util.Optional;

/**
 * Makes the record of a sample that leaves.
 *
 * @param exits       of the bundle
 * @param topK        classes in an answer
 * @param kind        of its answers
 * @param translation where the bundle's classes are not those that frames are labelled by
 */
record Answering(BundleId bundle, int exits, int topK, AnswerKind kind, Optional<ClassTranslation> translation) {

    Answer answer(InFlight sample, int exit, Verdict verdict, Scored scored, long nowMillis) {
        List<ClassProbability> top = Ranking.top(scored.classes(), topK);
        return new Answer(
                translation.map(to -> labelled(sample.sample(), to)).orElseGet(sample::sample),
                bundle,
                sample.policy().version(),
                sample.limits(),
                exit,
                exits,
                verdict,
                scored.confidence(),
                top,
                sample.journey(),
                nowMillis,
                kind,
                kind.task() == Task.REGRESSION ? scored.classes().logits()[0] : Float.NaN,
                translation.map(to -> to.names(top)).orElse(List.of()));
    }

    /** What a sample is answered as it is compared with what other bundles answer. */
    int comparable(int predicted) {
        return translation.map(to -> to.comparable(predicted)).orElse(predicted);
    }

    private static Sample labelled(Sample sample, ClassTranslation to) {
        return sample.labelled(to.label(sample.label()));
    }

    RejectedRecord notFinite(InFlight sample, int exit) {
        List<Integer> bad = NotFinite.indices(sample.logits());
        Refusal refusal = new Refusal(
                RefusalReason.NOT_FINITE,
                "exit " + exit + " of " + bundle + " scored classes " + bad + " with a number that is not finite");
        return RejectedRecord.of(sample.sample(), refusal);
    }
}
