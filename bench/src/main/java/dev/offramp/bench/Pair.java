package dev.offramp.bench;

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
}
