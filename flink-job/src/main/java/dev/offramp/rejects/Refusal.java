package dev.offramp.rejects;

/** Thrown by pure code that cannot accept a record; its message is for a person to read. Carries no stack trace. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1;

    private final RefusalReason reason;

    /** A refusal whose detail says what was wrong, with the value at fault. */
    public Refusal(RefusalReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public RefusalReason reason() {
        return reason;
    }

    /** The message, never absent. */
    public String detail() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
