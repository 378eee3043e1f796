package dev.offramp.kafka;

import dev.offramp.exit.Answer;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectedRecord;
import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Turns answers into records; one too large for its topic becomes a reject, for the sink would fail the job. Such a reject has no
 * original: the frame was let go when it was decoded. Its origin says where to read it again.
 */
public final class EncodeAnswersFunction extends ProcessFunction<Answer, OutgoingRecord> {

    private static final long serialVersionUID = 1;

    private final BoundedAnswerEncoder encoder;

    /**
     * Encodes the answers of one bundle.
     *
     * @param classes        names by index
     * @param maxResultBytes key and value together
     */
    public EncodeAnswersFunction(List<String> classes, int maxResultBytes) {
        this.encoder = new BoundedAnswerEncoder(new AnswerEncoder(List.copyOf(classes)), maxResultBytes);
    }

    @Override
    public void processElement(Answer answer, Context context, Collector<OutgoingRecord> records) {
        try {
            records.collect(encoder.encode(answer, false));
        } catch (Refusal refusal) {
            context.output(RejectedRecord.REJECTS, RejectedRecord.of(answer.sample(), refusal));
        }
    }
}
