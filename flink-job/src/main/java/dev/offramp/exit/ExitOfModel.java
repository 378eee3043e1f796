package dev.offramp.exit;

import dev.offramp.model.Model;

/**
 * What the exit behind one stage goes by for the samples of one model.
 *
 * @param credit of their streams, where those have a budget
 */
record ExitOfModel(Model model, ExitRule rule, DepthCredit credit, Answering answering) {

    /**
     * Of a model that has this exit.
     *
     * @param home     that the job was started with
     * @param exit     1-based
     * @param accounts over which a stream is dealt out
     */
    static ExitOfModel of(Model model, Model home, int exit, ExitSettings settings, int accounts) {
        return new ExitOfModel(
                model,
                new ExitRule(exit, model.exits()),
                DepthCredit.shared(exit, model.depthPlan(), settings.burst(), accounts),
                new Answering(
                        model.id(),
                        model.exits(),
                        settings.topK(),
                        model.bundle().answers(),
                        ClassTranslation.of(home.bundle(), model.bundle())));
    }
}
