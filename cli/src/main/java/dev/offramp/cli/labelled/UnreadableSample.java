package dev.offramp.cli.labelled;

/** A sample that cannot be read or that the job would refuse; the message names it and says why. */
public final class UnreadableSample extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableSample(String message, Throwable cause) {
        super(message, cause);
    }
}
