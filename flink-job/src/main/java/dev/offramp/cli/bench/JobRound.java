package dev.offramp.cli.bench;

import dev.offramp.schema.Classification;
import dev.offramp.schema.StageVisit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One round of the job.
 *
 * @param left      samples that left at each exit
 * @param batchFill mean size of the batches that samples shared, for each stage that ran
 */
record JobRound(
        double samplesPerSecond, double accuracy, double meanMultiplyAdds, List<Long> left, List<Double> batchFill) {

    static JobRound of(double samplesPerSecond, List<Classification> answers) {
        int exits = answers.stream().mapToInt(Classification::getExit).max().orElse(0);
        List<Long> left = new ArrayList<>(Collections.nCopies(exits, 0L));
        List<Double> batches = new ArrayList<>(Collections.nCopies(exits, 0.0));
        List<Long> visits = new ArrayList<>(Collections.nCopies(exits, 0L));
        for (Classification answer : answers) {
            left.set(answer.getExit() - 1, left.get(answer.getExit() - 1) + 1);
            List<StageVisit> stages = answer.getJourney().getStages();
            for (int stage = 0; stage < stages.size(); stage++) {
                batches.set(stage, batches.get(stage) + stages.get(stage).getBatchSize());
                visits.set(stage, visits.get(stage) + 1);
            }
        }
        for (int stage = 0; stage < exits; stage++) {
            batches.set(stage, batches.get(stage) / Math.max(1, visits.get(stage)));
        }
        double correct = answers.stream().filter(JobRound::isCorrect).count();
        double multiplyAdds = answers.stream()
                .mapToLong(answer -> answer.getJourney().getMultiplyAdds())
                .sum();
        return new JobRound(samplesPerSecond, correct / answers.size(), multiplyAdds / answers.size(), left, batches);
    }

    private static boolean isCorrect(Classification answer) {
        Integer label = answer.getLabel();
        return label != null && label == answer.getPredicted();
    }
}
