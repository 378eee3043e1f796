package dev.offramp.registry;

/** A registry that does not answer, does not let in, or answers what it should not: a broken world, not a bad record. */
public final class RegistryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public RegistryException(String message) {
        super(message);
    }

    public RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
