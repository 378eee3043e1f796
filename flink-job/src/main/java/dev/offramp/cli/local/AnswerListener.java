package dev.offramp.cli.local;

import dev.offramp.schema.Classification;
import dev.offramp.schema.Reject;

/** Hears what the job writes. */
public interface AnswerListener {

    void answered(Classification answer);

    void rejected(Reject reject);

    /** What has come so far was handed on; called several times a second, whether anything came or not. */
    void caughtUp();
}
