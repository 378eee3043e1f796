package dev.offramp.job;

import dev.offramp.kafka.EncodeRejectsFunction;
import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.rejects.RejectedRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What every operator refuses, encoded in its own task, to one sink.
 *
 * <p>Flink wakes a thread for each edge out of a task once a buffer timeout. Most edges of this job carry rejects, which
 * are rare and in no hurry: theirs is a long one, set on the operator in front of the edge, so that no operator on the
 * way of a sample has it.
 */
final class RejectsBranch {

    private static final long BUFFER_TIMEOUT_MILLIS = 1_000;

    private final List<DataStream<OutgoingRecord>> encoded = new ArrayList<>();

    /** @param operator has its name for a uid, too */
    void from(SingleOutputStreamOperator<?> operator) {
        String name = "encode-rejects-of-" + operator.getName();
        encoded.add(operator.getSideOutput(RejectedRecord.REJECTS)
                .map(new EncodeRejectsFunction())
                .returns(OutgoingRecord.TYPE)
                .name(name)
                .uid(name)
                .setParallelism(operator.getParallelism())
                .setBufferTimeout(BUFFER_TIMEOUT_MILLIS));
    }

    void sinkTo(Sink<OutgoingRecord> sink) {
        encoded.stream()
                .reduce((some, more) -> some.union(more))
                .orElseThrow()
                .sinkTo(sink)
                .name("rejects")
                .uid("rejects");
    }
}
