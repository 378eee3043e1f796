package dev.offramp.cli.watch;

/**
 * How a source is.
 *
 * @param sinceMillis of the state, milliseconds since the Unix epoch
 * @param problem     why nothing can be read, empty while all is well
 */
public record SourceState(String name, long sinceMillis, String problem) {

    static final String UNREAD = "not read yet";

    /** Whether it was not tried yet, so that nothing is known of it. */
    public boolean isUnread() {
        return problem.equals(UNREAD);
    }

    /** Whether it was read, the last time that this was tried. */
    public boolean isWell() {
        return problem.isEmpty();
    }
}
