package dev.offramp.bench;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.schema.Classification;
import dev.offramp.schema.Reject;
import dev.offramp.schema.RejectReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tells the answers to the frames of one run from those of every other run on the same topics. Not thread-safe. */
final class OwnAnswers {

    private final String prefix;
    private final OpenRun.AnswerConsumer consumer;
    private long count;

    /** @param prefix of the run's streams, which no other run has */
    OwnAnswers(String prefix, OpenRun.AnswerConsumer consumer) {
        this.prefix = prefix;
        this.consumer = consumer;
    }

    void answered(Classification answer, long writtenMillis) {
        if (answer.getStream().startsWith(prefix)) {
            count++;
            consumer.accept(answer, writtenMillis);
        }
    }

    /** A frame may be refused as late; any other reject ends the measurement. */
    void rejected(Reject reject) {
        if (reject.getReason() == RejectReason.BAD_POLICY) { // a person and steering at the same moment
            return;
        }
        if (reject.getReason() != RejectReason.PAST_DEADLINE) {
            throw new CommandFailure(
                    "the job rejected a test picture: " + reject.getReason() + ", " + reject.getDetail());
        }
        if (isOwn(reject.getKey())) {
            count++;
            consumer.refusedAsLate(reject.getTimestamp().toEpochMilli());
        }
    }

    /** Frames that are answered or refused. */
    long count() {
        return count;
    }

    private boolean isOwn(@Nullable ByteBuffer stream) {
        return stream != null
                && StandardCharsets.UTF_8.decode(stream.duplicate()).toString().startsWith(prefix);
    }
}
