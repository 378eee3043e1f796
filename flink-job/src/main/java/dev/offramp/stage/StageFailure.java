package dev.offramp.stage;

/** A stage that cannot be loaded or run: a broken world, never a bad record. */
public final class StageFailure extends Exception {

    private static final long serialVersionUID = 1;

    public StageFailure(String message, Throwable cause) {
        super(message, cause);
    }

    public StageFailure(String message) {
        super(message);
    }
}
