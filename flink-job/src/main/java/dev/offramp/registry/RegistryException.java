package dev.offramp.registry;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A registry that does not answer, does not let in, or answers what it should not: a broken world, not a bad record. */
public final class RegistryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean mayPass;
    private final Duration retryAfter;

    private RegistryException(String message, @Nullable Throwable cause, boolean mayPass, Duration retryAfter) {
        super(message, cause);
        this.mayPass = mayPass;
        this.retryAfter = retryAfter;
    }

    /** Something that no waiting mends. */
    public RegistryException(String message) {
        this(message, null, false, Duration.ZERO);
    }

    /** The same, found by another exception. */
    public RegistryException(String message, Throwable cause) {
        this(message, cause, false, Duration.ZERO);
    }

    /** Something that passes by itself. */
    static RegistryException passing(String message, Throwable cause) {
        return new RegistryException(message, cause, true, Duration.ZERO);
    }

    /**
     * The same, as the registry itself says.
     *
     * @param retryAfter for how long it wants to be left alone
     */
    public static RegistryException passing(String message, Duration retryAfter) {
        return new RegistryException(message, null, true, retryAfter);
    }

    /** Whether it is of a kind that passes by itself. */
    public boolean mayPass() {
        return mayPass;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
