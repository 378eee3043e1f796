package dev.offramp.kafka;

import dev.offramp.exit.Answer;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * From an answer to a record that its topic takes: for one that is too large the sink would fail the job.
 *
 * @param maxResultBytes key and value together
 */
record BoundedAnswerEncoder(AnswerEncoder encoder, int maxResultBytes) implements Serializable {

    /** @param late whether the answer stands outside the order of its stream */
    OutgoingRecord encode(Answer answer, boolean late) throws Refusal {
        byte[] key = answer.sample().stream().getBytes(StandardCharsets.UTF_8);
        byte[] value = encoder.encode(answer, late);
        if (key.length + value.length > maxResultBytes) {
            throw new Refusal(
                    RefusalReason.RESULT_TOO_LARGE,
                    "the classification has " + (key.length + value.length) + " bytes, kafka.max-result-bytes is "
                            + maxResultBytes);
        }
        return new OutgoingRecord(
                key, value, answer.answeredAtMillis(), answer.sample().origin());
    }
}
