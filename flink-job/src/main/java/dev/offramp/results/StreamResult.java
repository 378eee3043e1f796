package dev.offramp.results;

import dev.offramp.exit.Answer;
import dev.offramp.sample.BundleId;
import dev.offramp.wire.WireTypeInfo;
import java.util.Optional;
import java.util.OptionalInt;

/** What a stream is told where its answers leave in order. */
public sealed interface StreamResult {

    WireTypeInfo<StreamResult> TYPE = new WireTypeInfo<>(StreamResult.class, new StreamResultFormat());

    /** The stream's id. */
    String stream();

    /**
     * An answer.
     *
     * @param late whether it stands outside the order: its place was given up, or filled already
     */
    record Ordered(Answer answer, boolean late) implements StreamResult {

        @Override
        public String stream() {
            return answer.sample().stream();
        }
    }

    /**
     * Frames that the order goes on without.
     *
     * @param from   sequence of the first
     * @param to     one more than that of the last; as {@code from} where they never had one
     * @param frames how many
     */
    record Missing(String stream, long epoch, long from, long to, long frames, Cause cause, long declaredAtMillis)
            implements StreamResult {}

    /**
     * The stream shows something else than before.
     *
     * @param sequence        of the answer that made the difference
     * @param sinceMillis     its event time
     * @param state           the class that the stream shows from now on; none where no class is probable enough
     * @param confidence      smoothed probability of the state, or, where there is none, of the most probable class
     * @param before          what it showed until then; none where nothing was known of the stream
     * @param declaredAtMillis since the Unix epoch
     */
    record Changed(
            String stream,
            long epoch,
            long sequence,
            long sinceMillis,
            BundleId bundle,
            OptionalInt state,
            float confidence,
            Optional<Period> before,
            long declaredAtMillis)
            implements StreamResult {}

    /** Nothing was heard of a stream for so long that what it showed last says nothing any more. */
    record Forgotten(String stream, long forgottenAtMillis) implements StreamResult {}

    /**
     * What a stream showed for a while.
     *
     * @param bundle      whose class it was
     * @param state       a class, or none
     * @param sinceMillis event time of its first answer
     * @param answers     how many there were
     */
    record Period(BundleId bundle, OptionalInt state, long sinceMillis, long answers) {}

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
