package dev.offramp.clips;

import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.Unanswered;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gathers frames into clips, keyed by stream; it only moves data, and what a clip is, {@link ClipBuilder} says. The second input says where
 * streams end.
 *
 * <p>State: the encoded frames of a clip that is not whole, at most one clip a stream.
 */
@SuppressWarnings("NullAway.Init") // open fills what is transient
public final class ClipFunction extends KeyedCoProcessFunction<String, EncodedFrame, Unanswered, EncodedFrame> {

    private static final long serialVersionUID = 1;

    private final ClipBuilder builder;
    private final long maxWaitMillis;

    private transient ValueState<GatheredFrames> frames;

    public ClipFunction(ClipsSettings settings) {
        this.builder = new ClipBuilder(settings);
        this.maxWaitMillis = settings.maxWait().toMillis();
    }

    @Override
    public void open(OpenContext context) {
        frames = getRuntimeContext().getState(new ValueStateDescriptor<>("frames", GatheredFrames.TYPE));
    }

    @Override
    public void processElement1(EncodedFrame frame, Context context, Collector<EncodedFrame> clips) throws Exception {
        long nowMillis = context.timerService().currentProcessingTime();
        GatheredFrames before = saved(frame.sample().capture().epoch(), nowMillis);
        go(builder.add(frame, before, nowMillis), before, context, clips);
    }

    @Override
    public void processElement2(Unanswered end, Context context, Collector<EncodedFrame> clips) throws Exception {
        long nowMillis = context.timerService().currentProcessingTime();
        GatheredFrames before = saved(end.epoch(), nowMillis);
        go(builder.end(end, before, nowMillis), before, context, clips);
    }

    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<EncodedFrame> clips) throws Exception {
        GatheredFrames before = frames.value();
        if (before == null || !isWorthWaking(before)) {
            frames.clear();
        } else if (before.arrivedMillis() + maxWaitMillis > atMillis) {
            context.timerService().registerProcessingTimeTimer(before.arrivedMillis() + maxWaitMillis);
        } else {
            emit(builder.giveUp(before, atMillis), context, clips);
            frames.clear();
        }
    }

    /** One timer a stream: set when a stream begins to wait, set again when it rings too soon. */
    private void go(ClipBuilder.Step step, GatheredFrames before, Context context, Collector<EncodedFrame> clips)
            throws Exception {
        boolean hadTimer = frames.value() != null;
        emit(step, context, clips);
        frames.update(step.after());
        if (!hadTimer) {
            context.timerService().registerProcessingTimeTimer(before.arrivedMillis() + maxWaitMillis);
        }
    }

    private static void emit(ClipBuilder.Step step, Context context, Collector<EncodedFrame> clips) {
        for (ClipBuilder.Leaving each : step.out()) {
            if (each instanceof ClipBuilder.Leaving.Clip clip) {
                clips.collect(clip.frames());
            } else if (each instanceof ClipBuilder.Leaving.Place place) {
                context.output(Unanswered.ENDS, place.unanswered());
            }
        }
    }

    private GatheredFrames saved(long epoch, long nowMillis) throws Exception {
        GatheredFrames saved = frames.value();
        return saved == null ? GatheredFrames.of(epoch, nowMillis) : saved;
    }

    private static boolean isWorthWaking(GatheredFrames gathered) {
        return gathered.isWaiting() || gathered.end().isPresent();
    }
}
