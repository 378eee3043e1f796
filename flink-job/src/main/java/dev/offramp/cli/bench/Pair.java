package dev.offramp.cli.bench;

import java.util.List;

/**
 * Two contestants, one after the other in the same minute.
 *
 * @param bare samples a second of the bare loop
 * @param job  the job's round
 */
record Pair(double bare, JobRound job) {

    double ratio() {
        return job.samplesPerSecond() / bare;
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
