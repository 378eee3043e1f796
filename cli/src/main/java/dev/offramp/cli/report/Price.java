package dev.offramp.cli.report;

/**
 * What the machines cost that a job has.
 *
 * @param perCoreHour euros
 * @param cores       that are paid for, whatever comes
 */
record Price(double perCoreHour, double cores) {

    double perHour() {
        return perCoreHour * cores;
    }

    /** For a million samples at this rate. */
    double perMillion(double samplesPerSecond) {
        return perHour() / (samplesPerSecond * 3600) * 1e6;
    }
}
