package dev.offramp.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/** Makes a steady trickle of records, each of which says which run wrote it and how many checkpoints that run had completed. */
final class NumberedAnswers extends RichMapFunction<Long, OutgoingRecord> implements CheckpointListener {

    private static final long serialVersionUID = 1;
    private static final long PACE_NANOS = Duration.ofMillis(1).toNanos();

    private final String run;
    private long completed;

    NumberedAnswers(String run) {
        this.run = run;
    }

    /** The run in a record. */
    static String run(String value) {
        return value.substring(0, value.indexOf('@'));
    }

    /** The completed checkpoints in a record. */
    static long checkpoints(String value) {
        return Long.parseLong(value.substring(value.indexOf('@') + 1));
    }

    @Override
    public OutgoingRecord map(Long number) {
        LockSupport.parkNanos(PACE_NANOS);
        byte[] value = (run + "@" + completed).getBytes(UTF_8);
        return new OutgoingRecord(Long.toString(number).getBytes(UTF_8), value, System.currentTimeMillis());
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        completed++;
    }
}
