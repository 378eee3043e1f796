package dev.offramp.cli.analysis;

import dev.offramp.throughput.Latencies;
import dev.offramp.throughput.ServedWindow;
import dev.offramp.throughput.StageTotals;
import java.util.List;

/**
 * What each stage takes of one core for a sample, as a job's own traffic tells: in every window a sample has its part of the mean
 * batch, so that nights of small batches and days of full ones are told apart.
 *
 * @param samples         that each stage ran
 * @param millis          that they took it together
 * @param multiplyAdds    of all stages together
 * @param cumulativeCosts multiply-adds of a sample that leaves at each exit
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
record StageTimes(double[] samples, double[] millis, double multiplyAdds, List<Double> cumulativeCosts) {

    private static final double MICROS = 1000;

    static StageTimes of(List<ServedWindow> traffic, List<Double> cumulativeCosts) {
        double[] samples = new double[cumulativeCosts.size()];
        double[] millis = new double[cumulativeCosts.size()];
        double multiplyAdds = 0;
        for (ServedWindow window : traffic) {
            List<StageTotals> stages = window.window().totals().stages();
            for (int k = 0; k < Math.min(stages.size(), samples.length); k++) {
                samples[k] += stages.get(k).samples();
                millis[k] += millis(stages.get(k));
            }
            multiplyAdds += window.window().totals().multiplyAdds();
        }
        return new StageTimes(samples, millis, multiplyAdds, List.copyOf(cumulativeCosts));
    }

    /** Of all samples of a window. */
    private static double millis(StageTotals stage) {
        if (stage.samples() == 0) {
            return 0;
        }
        double batch = Math.max(1, (double) stage.batchSizes() / stage.samples());
        return stage.samples() * Latencies.mean(stage.computeMicros()) / MICROS / batch;
    }

    /** Whether any sample reached the stage (0-based). */
    boolean isMeasured(int stage) {
        return stage < samples.length && samples[stage] > 0;
    }

    /** Milliseconds a sample in a stage (0-based); of one that no sample reached as fast a multiply-add as the others. */
    double millis(int stage) {
        if (isMeasured(stage)) {
            return millis[stage] / samples[stage];
        }
        double all = 0;
        for (double one : millis) {
            all += one;
        }
        double own = cumulativeCosts.get(stage) - (stage == 0 ? 0 : cumulativeCosts.get(stage - 1));
        return multiplyAdds == 0 ? 0 : own * all / multiplyAdds;
    }
}
