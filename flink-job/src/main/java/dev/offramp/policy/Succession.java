package dev.offramp.policy;

import java.io.Serializable;

/**
 * Who made an update and why, and who may follow it.
 *
 * @param reason   in the author's words; empty where nothing was said
 * @param steered  whether the job's steering may replace it; a person's update is not, and so takes over
 * @param replaces the version over which it was made: over a newer one it is refused; or {@link #ANY}
 */
public record Succession(String author, String reason, boolean steered, long replaces) implements Serializable {

    /** Made over whatever version is in force. */
    public static final long ANY = -1;

    private static final String UNSAID = "";

    /** An update of a person. */
    public static Succession by(String author) {
        return new Succession(author, UNSAID, false, ANY);
    }

    /** A person's update, from which the job's steering may go on. */
    public static Succession releasedBy(String author) {
        return new Succession(author, UNSAID, true, ANY);
    }

    /** An update of the job's steering over a version. */
    public static Succession steeredBy(String author, long replaces) {
        return new Succession(author, UNSAID, true, replaces);
    }

    /** The same, with a reason. */
    public Succession because(String reason) {
        return new Succession(author, reason, steered, replaces);
    }

    /** The job's steering: it goes on from a version that it names. */
    public boolean isOfSteering() {
        return steered && replaces != ANY;
    }
}
