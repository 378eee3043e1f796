package dev.offramp.results;

import dev.offramp.exit.Answer;
import dev.offramp.wire.WireTypeInfo;

/** What a stream is told where its answers leave in order. */
public sealed interface StreamResult {

    WireTypeInfo<StreamResult> TYPE = new WireTypeInfo<>(StreamResult.class, new StreamResultFormat());

    /**
     * An answer.
     *
     * @param late whether it stands outside the order: its place was given up, or filled already
     */
    record Ordered(Answer answer, boolean late) implements StreamResult {}

    /**
     * Frames that the order goes on without.
     *
     * @param from   sequence of the first
     * @param to     one more than that of the last; as {@code from} where they never had one
     * @param frames how many
     */
    record Missing(String stream, long epoch, long from, long to, long frames, Cause cause, long declaredAtMillis)
            implements StreamResult {}

    /** Why the order goes on without frames; the names are those of the {@code Gap} schema. */
    enum Cause {
        /** Nothing was heard of them as long as others may wait for them. */
        NOT_SEEN,
        /** More waited for them than may wait. */
        OVERFLOW,
        /** The source says that it lost them. */
        DROPPED
    }
}
