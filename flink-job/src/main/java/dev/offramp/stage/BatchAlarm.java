package dev.offramp.stage;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.jspecify.annotations.Nullable;

/** The timer behind a {@link BatchDeadline}: one at a time, on the task's thread. */
final class BatchAlarm {

    /** Runs the batch that is due. */
    interface Flush {
        void run() throws Exception;
    }

    private final ProcessingTimeService clock;
    private final Flush flush;
    private final BatchDeadline deadline = new BatchDeadline();
    private @Nullable ScheduledFuture<?> timer;
    private long timerMillis;

    BatchAlarm(ProcessingTimeService clock, Flush flush) {
        this.clock = clock;
        this.flush = flush;
    }

    /** The first sample of a batch came. A timer outlives the batch that it was set for: a flood would set and cancel one a batch. */
    void begin(long dueMillis) {
        deadline.begin(dueMillis);
        if (timer == null || timerMillis > dueMillis) {
            silence();
            set();
        }
    }

    /** The batch runs. */
    void end() {
        deadline.end();
    }

    /** Nothing rings any more. */
    void silence() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void set() {
        timerMillis = deadline.millis();
        timer = clock.registerTimer(timerMillis, this::ring);
    }

    private void ring(long atMillis) throws Exception {
        timer = null;
        switch (deadline.rings(atMillis, clock.getCurrentProcessingTime())) {
            case AGAIN -> set();
            case RUN -> flush.run();
            case NOTHING -> {}
        }
    }
}
