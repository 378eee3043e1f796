package dev.offramp.steer;

import dev.offramp.budget.CurvePoint;
import dev.offramp.throughput.StageTotals;
import dev.offramp.throughput.Totals;
import java.util.List;

/**
 * The time that stages save while the exits are set cheaper than wished: the samples that would come to a stage and do not, times what one takes
 * there. What one takes is learnt while the setting is the wished one, for at a cheaper one the few that come to a deep stage share small
 * batches; until then it is taken as it is. Not thread-safe.
 */
final class SavedTime {

    private static final double WEIGHT_OF_NEWEST = 0.3;

    private final double[] secondsASample;
    private final boolean[] isLearntAsWished;

    SavedTime(int stages) {
        this.secondsASample = new double[stages];
        this.isLearntAsWished = new boolean[stages];
    }

    /**
     * Learns what a sample takes.
     *
     * @param isAsWished whether the exits were set as wished
     */
    void learn(Totals totals, boolean isAsWished) {
        List<StageTotals> stages = totals.stages();
        for (int i = 0; i < Math.min(stages.size(), secondsASample.length); i++) {
            boolean counts = isAsWished || !isLearntAsWished[i];
            if (counts && stages.get(i).samples() > 0) {
                learn(i, Observations.seconds(stages.get(i)) / stages.get(i).samples(), isAsWished);
            }
        }
    }

    private void learn(int i, double newest, boolean isAsWished) {
        boolean isAnew = secondsASample[i] == 0 || isLearntAsWished[i] != isAsWished;
        secondsASample[i] = isAnew ? newest : secondsASample[i] + WEIGHT_OF_NEWEST * (newest - secondsASample[i]);
        isLearntAsWished[i] = isAsWished;
    }

    /**
     * Seconds a second, of all subtasks of a stage together; below 0 where more come to it than wished.
     *
     * @param stage 1-based
     */
    double of(int stage, CurvePoint wished, CurvePoint inForce, double samplesPerSecond) {
        double kept = wished.reaching(stage) - inForce.reaching(stage);
        return samplesPerSecond * kept * secondsASample[stage - 1];
    }
}
