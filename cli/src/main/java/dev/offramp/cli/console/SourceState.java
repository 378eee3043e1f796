package dev.offramp.cli.console;

/**
 * How a source is.
 *
 * @param sinceMillis of the state, milliseconds since the Unix epoch
 * @param problem     why nothing can be read, empty while all is well
 */
record SourceState(String name, long sinceMillis, String problem) {

    boolean isWell() {
        return problem.isEmpty();
    }
}
