package dev.offramp.cli.labelled;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Consistency;
import dev.offramp.policy.Temperatures;
import dev.offramp.sample.LabelSet;
import dev.offramp.sample.NumberAnswer;
import dev.offramp.sample.Scores;
import dev.offramp.sample.Task;
import dev.offramp.schema.CalibrationRow;
import dev.offramp.schema.ExitScore;
import dev.offramp.stage.ExitHistory;
import java.util.ArrayList;
import java.util.List;

/**
 * What every exit says of one sample.
 *
 * @param label  what is true of it, as {@link Task#answer} tells it
 * @param logits one array an exit
 */
public record Answer(String sample, int label, List<float[]> logits, Task task) {

    private static final int NO_CLASS = -1;

    public Answer {
        logits = List.copyOf(logits);
    }

    /** As a row of a calibration table. */
    public CalibrationRow row(Temperatures temperatures) {
        return switch (task) {
            case CLASSIFICATION -> new CalibrationRow(sample, label, classScores(temperatures), null, null);
            case MULTI_LABEL ->
                new CalibrationRow(sample, NO_CLASS, labelScores(temperatures), LabelSet.indices(label), null);
            case REGRESSION ->
                new CalibrationRow(sample, NO_CLASS, numberScores(temperatures), null, NumberAnswer.value(label));
        };
    }

    private List<ExitScore> numberScores(Temperatures temperatures) {
        List<ExitScore> scores = new ArrayList<>(logits.size());
        ExitHistory history = ExitHistory.NOT_BEGUN;
        for (int exit = 1; exit <= logits.size(); exit++) {
            float[] ofExit = logits.get(exit - 1);
            history = history.after(ofExit, task);
            scores.add(new ExitScore(
                    NO_CLASS,
                    0f,
                    0f,
                    0f,
                    null,
                    null,
                    ofExit[0],
                    ConfidenceMeasure.AGREEMENT.confidence(ofExit, temperatures.at(exit), history.consistency())));
        }
        return scores;
    }

    private List<ExitScore> labelScores(Temperatures temperatures) {
        List<ExitScore> scores = new ArrayList<>(logits.size());
        for (int exit = 1; exit <= logits.size(); exit++) {
            float[] ofExit = logits.get(exit - 1);
            scores.add(new ExitScore(
                    NO_CLASS,
                    0f,
                    0f,
                    0f,
                    LabelSet.indices(task.answer(ofExit)),
                    ConfidenceMeasure.LEAST_CERTAIN.confidence(ofExit, temperatures.at(exit), Consistency.FIRST),
                    null,
                    null));
        }
        return scores;
    }

    private List<ExitScore> classScores(Temperatures temperatures) {
        List<ExitScore> scores = new ArrayList<>(logits.size());
        for (int exit = 1; exit <= logits.size(); exit++) {
            float[] ofExit = logits.get(exit - 1);
            float temperature = temperatures.at(exit);
            scores.add(new ExitScore(
                    Scores.mostProbable(ofExit),
                    ConfidenceMeasure.MAX_SOFTMAX.confidence(ofExit, temperature, Consistency.FIRST),
                    ConfidenceMeasure.ENTROPY.confidence(ofExit, temperature, Consistency.FIRST),
                    ConfidenceMeasure.MARGIN.confidence(ofExit, temperature, Consistency.FIRST),
                    null,
                    null,
                    null,
                    null));
        }
        return scores;
    }
}
