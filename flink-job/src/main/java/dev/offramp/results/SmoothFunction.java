package dev.offramp.results;

import dev.offramp.results.StreamResult.Forgotten;
import dev.offramp.results.StreamResult.Ordered;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets the results of streams through, keyed by stream, and behind an answer says what it changes; {@link Smoothing} knows whether. Late
 * answers change nothing.
 *
 * <p>State: the smoothed probabilities of each stream that was heard of in the last hour. What was said of one that is forgotten is taken
 * back.
 */
@SuppressWarnings("NullAway.Init") // open fills what is transient
public final class SmoothFunction extends KeyedProcessFunction<String, StreamResult, StreamResult> {

    private static final long serialVersionUID = 1;
    private static final long MEMORY_MILLIS = Duration.ofHours(1).toMillis();
    private static final long ASLEEP = Long.MIN_VALUE;

    private final Smoothing smoothing;

    private transient ValueState<SmoothedStream> streams;
    private transient Counter changes;
    private transient long awakeSinceMillis;

    public SmoothFunction(SmoothingSettings settings) {
        this.smoothing = new Smoothing(settings);
    }

    @Override
    public void open(OpenContext context) {
        streams = getRuntimeContext().getState(new ValueStateDescriptor<>("smoothed", SmoothedStream.TYPE));
        awakeSinceMillis = ASLEEP;
        changes = getRuntimeContext().getMetricGroup().counter("stateChanges");
    }

    @Override
    public void processElement(StreamResult result, Context context, Collector<StreamResult> results) throws Exception {
        results.collect(result);
        if (result instanceof Ordered ordered && !ordered.late()) {
            smooth(ordered, context, results);
        }
    }

    private void smooth(Ordered ordered, Context context, Collector<StreamResult> results) throws Exception {
        long nowMillis = awake(context.timerService().currentProcessingTime());
        SmoothedStream before = streams.value();
        Smoothing.Step step = smoothing.next(before, ordered.answer(), nowMillis);
        streams.update(step.after());
        if (before == null) {
            context.timerService().registerProcessingTimeTimer(nowMillis + MEMORY_MILLIS);
        }
        if (step.change().isPresent()) {
            changes.inc();
            results.collect(step.change().get());
        }
    }

    /** One timer a stream: set with its first answer, and set again as long as it rings too soon. */
    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<StreamResult> results) throws Exception {
        long nowMillis = awake(context.timerService().currentProcessingTime());
        SmoothedStream stream = streams.value();
        if (stream == null) {
            return;
        }
        long dueMillis = Math.max(stream.heardMillis(), awakeSinceMillis) + MEMORY_MILLIS;
        if (dueMillis > atMillis) {
            context.timerService().registerProcessingTimeTimer(dueMillis);
            return;
        }
        streams.clear();
        if (stream.isTold()) {
            results.collect(new Forgotten(context.getCurrentKey(), nowMillis));
        }
    }

    /** What a job was away for is no silence of its streams. */
    private long awake(long nowMillis) {
        if (awakeSinceMillis == ASLEEP) {
            awakeSinceMillis = nowMillis;
        }
        return nowMillis;
    }
}
