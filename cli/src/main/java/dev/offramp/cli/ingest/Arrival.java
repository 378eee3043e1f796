package dev.offramp.cli.ingest;

/**
 * When something came here.
 *
 * @param steadyMicros by a clock of this process that only goes forward
 * @param wallMillis   since 1970
 */
record Arrival(long steadyMicros, long wallMillis) {

    private static final long NANOS_PER_MICRO = 1_000;

    static Arrival now() {
        return new Arrival(System.nanoTime() / NANOS_PER_MICRO, System.currentTimeMillis());
    }
}
