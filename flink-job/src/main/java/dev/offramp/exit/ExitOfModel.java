package dev.offramp.exit;

import dev.offramp.model.Model;
import java.util.Optional;

/**
 * What the exit behind one stage goes by for the samples of one model.
 *
 * @param credit      of their streams, where those have a budget
 * @param translation where its classes are not those that frames are labelled by
 */
record ExitOfModel(
        Model model, ExitRule rule, DepthCredit credit, Answering answering, Optional<ClassTranslation> translation) {

    /**
     * Of a model that has this exit.
     *
     * @param home     that the job was started with
     * @param exit     1-based
     * @param accounts over which a stream is dealt out
     */
    static ExitOfModel of(Model model, Model home, int exit, ExitSettings settings, int accounts) {
        Optional<ClassTranslation> translation = ClassTranslation.of(home.bundle(), model.bundle());
        return new ExitOfModel(
                model,
                new ExitRule(exit, model.exits()),
                DepthCredit.shared(exit, model.depthPlan(), settings.burst(), accounts),
                new Answering(
                        model.id(),
                        model.exits(),
                        settings.topK(),
                        model.bundle().answers(),
                        translation),
                translation);
    }

    /** An answer of the model as it is compared with those of others. */
    int comparable(int predicted) {
        return translation.map(to -> to.comparable(predicted)).orElse(predicted);
    }
}
