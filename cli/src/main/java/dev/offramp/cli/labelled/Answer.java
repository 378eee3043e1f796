package dev.offramp.cli.labelled;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Temperatures;
import dev.offramp.sample.Scores;
import dev.offramp.schema.CalibrationRow;
import dev.offramp.schema.ExitScore;
import java.util.ArrayList;
import java.util.List;

/**
 * What every exit says of one sample.
 *
 * @param logits one array an exit
 */
public record Answer(String sample, int label, List<float[]> logits) {

    public Answer {
        logits = List.copyOf(logits);
    }

    /** As a row of a calibration table. */
    public CalibrationRow row(Temperatures temperatures) {
        List<ExitScore> scores = new ArrayList<>(logits.size());
        for (int exit = 1; exit <= logits.size(); exit++) {
            float[] ofExit = logits.get(exit - 1);
            float temperature = temperatures.at(exit);
            scores.add(new ExitScore(
                    Scores.mostProbable(ofExit),
                    ConfidenceMeasure.MAX_SOFTMAX.confidence(ofExit, temperature, 1),
                    ConfidenceMeasure.ENTROPY.confidence(ofExit, temperature, 1),
                    ConfidenceMeasure.MARGIN.confidence(ofExit, temperature, 1)));
        }
        return new CalibrationRow(sample, label, scores);
    }
}
