package dev.offramp.cli.terminal;

import org.jspecify.annotations.Nullable;

/** Ends a command with one line that says what failed, with which value, and what to do. */
public final class CommandFailure extends RuntimeException {

    public CommandFailure(String message) {
        super(message);
    }

    public CommandFailure(@Nullable String message, Throwable cause) {
        super(message, cause);
    }
}
