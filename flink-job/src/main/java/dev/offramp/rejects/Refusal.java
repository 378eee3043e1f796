package dev.offramp.rejects;

import dev.offramp.sample.Unanswered;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Thrown by pure code that cannot accept a record; its message is for a person to read. Carries no stack trace. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1;

    private final RefusalReason reason;
    private final transient @Nullable Unanswered place;

    /** A refusal whose detail says what was wrong, with the value at fault. */
    public Refusal(RefusalReason reason, String detail) {
        this(reason, detail, null);
    }

    private Refusal(RefusalReason reason, String detail, @Nullable Unanswered place) {
        super(detail, null, false, false);
        this.reason = reason;
        this.place = place;
    }

    /** The same refusal of a frame of which it is known where in its stream it stood. */
    public Refusal leaving(Unanswered empty) {
        return new Refusal(reason, detail(), empty);
    }

    public RefusalReason reason() {
        return reason;
    }

    /** The message, never absent. */
    public String detail() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /** The place in its stream that the record leaves empty, where it is known. */
    public Optional<Unanswered> place() {
        return Optional.ofNullable(place);
    }
}
