package dev.offramp.video;

/** Why a video cannot be opened, read, decoded or written, in words that name no password. */
public final class VideoFailure extends Exception {

    private static final long serialVersionUID = 1;

    /** What somebody has to do about it. */
    public enum Kind {
        /** No such file, host or path, or nobody answers there. */
        UNREACHABLE,
        /** The source wants another user name or password. */
        UNAUTHORIZED,
        /** The source is silent for longer than it may be, or was given up. */
        TIMED_OUT,
        /** The source holds no pictures that move: a sound track alone, or nothing. */
        NO_VIDEO,
        /** A format, a codec or a protocol that is not read here. */
        UNSUPPORTED,
        /** Pictures larger than are let in. */
        TOO_LARGE,
        /** Bytes that are no video, or no longer one. */
        DAMAGED
    }

    private final Kind kind;

    VideoFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
