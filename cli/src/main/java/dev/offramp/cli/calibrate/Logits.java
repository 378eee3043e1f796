package dev.offramp.cli.calibrate;

import dev.offramp.budget.TemperatureFit;
import dev.offramp.bundle.Calibration;
import dev.offramp.cli.labelled.Answer;
import dev.offramp.policy.Temperatures;
import dev.offramp.sample.AnswerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All logits of a run, kept because temperatures are found on them. */
final class Logits implements Consumer<Answer> {

    private final List<Answer> answers = new ArrayList<>();

    @Override
    public void accept(Answer answer) {
        answers.add(answer);
    }

    /** One temperature an exit. */
    Temperatures temperatures() {
        int[] labels = answers.stream().mapToInt(Answer::label).toArray();
        float[] temperatures = new float[answers.get(0).logits().size()];
        for (int k = 0; k < temperatures.length; k++) {
            int exit = k;
            float[][] logits =
                    answers.stream().map(answer -> answer.logits().get(exit)).toArray(float[][]::new);
            temperatures[k] = TemperatureFit.of(logits, labels);
        }
        return Temperatures.of(temperatures);
    }

    /**
     * The table under some temperatures.
     *
     * @param kind of the answers
     */
    Calibration calibration(AnswerKind kind, Temperatures temperatures) {
        return new Calibration(
                kind,
                temperatures,
                answers.stream().map(answer -> answer.row(temperatures)).toList());
    }
}
