package dev.offramp.kafka;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.results.StreamResult;
import dev.offramp.results.StreamResult.Changed;
import dev.offramp.results.StreamResult.Forgotten;
import dev.offramp.results.StreamResult.Missing;
import dev.offramp.results.StreamResult.Ordered;
import dev.offramp.sample.BundleId;
import dev.offramp.schema.Gap;
import dev.offramp.schema.GapReason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * As {@link EncodeAnswersFunction}, of answers that leave in the order of their streams, with the gaps between them and the states
 * that they make.
 */
public final class EncodeResultsFunction extends ProcessFunction<StreamResult, OutgoingRecord> {

    private static final long serialVersionUID = 1;

    private final BundleId bundle;
    private final BoundedAnswerEncoder encoder;
    private final BoundedAnswerEncoder nameless;
    private final StateEncoder states;

    /**
     * Encodes the results of one bundle. An answer that waited in a savepoint may be of another, whose classes have other names.
     *
     * @param classes        names by index
     * @param maxResultBytes key and value together
     * @param statesTopic    where changes of states go; means nothing where there are none
     */
    public EncodeResultsFunction(BundleId bundle, List<String> classes, int maxResultBytes, String statesTopic) {
        this.bundle = bundle;
        this.states = new StateEncoder(statesTopic, bundle.name(), List.copyOf(classes));
        this.encoder = new BoundedAnswerEncoder(new AnswerEncoder(List.copyOf(classes)), maxResultBytes);
        this.nameless = new BoundedAnswerEncoder(new AnswerEncoder(List.of()), maxResultBytes);
    }

    @Override
    public void processElement(StreamResult result, Context context, Collector<OutgoingRecord> records) {
        if (result instanceof Ordered ordered) {
            encode(ordered, context, records);
        } else if (result instanceof Missing missing) {
            records.collect(record(missing));
        } else if (result instanceof Changed changed) {
            records.collect(states.encode(changed));
        } else if (result instanceof Forgotten forgotten) {
            records.collect(states.encode(forgotten));
        }
    }

    private void encode(Ordered ordered, Context context, Collector<OutgoingRecord> records) {
        boolean ours = ordered.answer().bundle().name().equals(bundle.name());
        try {
            records.collect((ours ? encoder : nameless).encode(ordered.answer(), ordered.late()));
        } catch (Refusal refusal) {
            context.output(
                    RejectedRecord.REJECTS, RejectedRecord.of(ordered.answer().sample(), refusal));
        }
    }

    private static OutgoingRecord record(Missing missing) {
        Gap gap = new Gap(
                missing.stream(),
                missing.epoch(),
                missing.from(),
                missing.to(),
                missing.frames(),
                GapReason.valueOf(missing.cause().name()),
                Instant.ofEpochMilli(missing.declaredAtMillis()));
        byte[] key = missing.stream().getBytes(StandardCharsets.UTF_8);
        return new OutgoingRecord(key, SingleObject.encode(Gap.getEncoder(), gap), missing.declaredAtMillis());
    }
}
