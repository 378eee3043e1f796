package dev.offramp.cli.ingest;

/** What a camera does, as it is shown; in the order of what somebody should look at. */
enum CameraState {
    /** It gave up: a file that cannot be read to its end. */
    FAILED,
    /** It came back from the source neither with a picture nor with a failure for twice its deadline. */
    STUCK,
    /** It failed, and tries again later. */
    WAITING,
    /** It is being opened. */
    CONNECTING,
    /** Pictures come. */
    RUNNING,
    /** A file that was read to its end. */
    ENDED;

    /** Whether it stays so. */
    boolean isLast() {
        return this == ENDED || this == FAILED;
    }
}
