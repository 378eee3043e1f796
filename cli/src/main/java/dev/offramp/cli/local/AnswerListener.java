package dev.offramp.cli.local;

import dev.offramp.schema.Classification;
import dev.offramp.schema.Gap;
import dev.offramp.schema.Reject;

/** Hears what the job writes. */
public interface AnswerListener {

    /**
     * The job answered.
     *
     * @param writtenMillis when the broker wrote the answer down; a reader of committed answers may see it later
     */
    void answered(Classification answer, long writtenMillis);

    void rejected(Reject reject);

    /** Frames of a stream have no answer, and its order goes on without them. */
    default void missing(Gap gap) {}

    /** What has come so far was handed on; called several times a second, whether anything came or not. */
    void caughtUp();
}
