package dev.offramp.stage;

/**
 * A stage that cannot be loaded, or that failed on a batch. What that says of the batch and what of the world, {@link BatchRunner}
 * finds out.
 */
public final class StageFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean outOfMemory;

    public StageFailure(String message, Throwable cause) {
        this(message, cause, false);
    }

    public StageFailure(String message) {
        super(message);
        this.outOfMemory = false;
    }

    private StageFailure(String message, Throwable cause, boolean outOfMemory) {
        super(message, cause);
        this.outOfMemory = outOfMemory;
    }

    /** The device had no memory for the batch; a smaller one may pass. */
    public static StageFailure outOfMemory(String message, Throwable cause) {
        return new StageFailure(message, cause, true);
    }

    /** Whether a smaller batch may pass. */
    public boolean isOutOfMemory() {
        return outOfMemory;
    }
}
