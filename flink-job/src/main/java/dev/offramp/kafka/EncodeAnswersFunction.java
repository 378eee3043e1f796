package dev.offramp.kafka;

import dev.offramp.exit.Answer;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Turns answers into records; one too large for its topic becomes a reject, for the sink would fail the job. Such a reject has no
 * original: the frame was let go when it was decoded. Its origin says where to read it again.
 */
public final class EncodeAnswersFunction extends ProcessFunction<Answer, OutgoingRecord> {

    private static final long serialVersionUID = 1;

    private final AnswerEncoder encoder;
    private final int maxResultBytes;

    /**
     * Encodes the answers of one bundle.
     *
     * @param classes        names by index
     * @param maxResultBytes key and value together
     */
    public EncodeAnswersFunction(List<String> classes, int maxResultBytes) {
        this.encoder = new AnswerEncoder(List.copyOf(classes));
        this.maxResultBytes = maxResultBytes;
    }

    @Override
    public void processElement(Answer answer, Context context, Collector<OutgoingRecord> records) {
        byte[] key = answer.sample().stream().getBytes(StandardCharsets.UTF_8);
        byte[] value = encoder.encode(answer);
        if (key.length + value.length <= maxResultBytes) {
            records.collect(new OutgoingRecord(key, value, answer.answeredAtMillis()));
            return;
        }
        Refusal refusal = new Refusal(
                RefusalReason.RESULT_TOO_LARGE,
                "the classification has " + (key.length + value.length) + " bytes, kafka.max-result-bytes is "
                        + maxResultBytes);
        context.output(
                RejectedRecord.REJECTS, RejectedRecord.of(answer.sample().origin(), key, new byte[0], refusal, 0));
    }
}
