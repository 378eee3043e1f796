package dev.offramp.rejects;

import dev.offramp.sample.Unanswered;
import java.util.List;

/** Thrown by pure code that cannot accept a record; its message is for a person to read. Carries no stack trace. */
public final class Refusal extends Exception {

    private static final long serialVersionUID = 1;

    private final RefusalReason reason;
    private final transient List<Unanswered> places;

    /** A refusal whose detail says what was wrong, with the value at fault. */
    public Refusal(RefusalReason reason, String detail) {
        this(reason, detail, List.of());
    }

    private Refusal(RefusalReason reason, String detail, List<Unanswered> places) {
        super(detail, null, false, false);
        this.reason = reason;
        this.places = List.copyOf(places);
    }

    /** The same refusal of what is known to have stood at this place in its stream. */
    public Refusal leaving(Unanswered empty) {
        return leaving(List.of(empty));
    }

    /** The same refusal of several samples that are known to have stood at these places in their stream. */
    public Refusal leaving(List<Unanswered> empty) {
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

    /** The places in its stream that the record leaves empty; none where they are not known. */
    public List<Unanswered> places() {
        return places;
    }
}
