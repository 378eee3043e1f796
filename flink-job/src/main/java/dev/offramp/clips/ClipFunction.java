package dev.offramp.clips;

import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.Unanswered;
import java.util.List;
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
    private static final long ASLEEP = Long.MIN_VALUE;

    private final ClipBuilder builder;
    private final long maxWaitMillis;

    private transient ValueState<GatheredFrames> frames;
    private transient long awakeSinceMillis;

    public ClipFunction(ClipsSettings settings) {
        this.builder = new ClipBuilder(settings);
        this.maxWaitMillis = settings.maxWait().toMillis();
    }

    @Override
    public void open(OpenContext context) {
        awakeSinceMillis = ASLEEP;
        frames = getRuntimeContext().getState(new ValueStateDescriptor<>("frames", GatheredFrames.TYPE));
    }

    @Override
    public void processElement1(EncodedFrame frame, Context context, Collector<EncodedFrame> clips) throws Exception {
        long nowMillis = awake(context.timerService().currentProcessingTime());
        GatheredFrames saved = frames.value();
        long epoch = frame.sample().capture().epoch();
        GatheredFrames before = saved == null ? GatheredFrames.of(epoch, List.of(), nowMillis) : saved;
        go(builder.add(frame, before, nowMillis), saved == null, context, clips);
    }

    @Override
    public void processElement2(Unanswered end, Context context, Collector<EncodedFrame> clips) throws Exception {
        long nowMillis = awake(context.timerService().currentProcessingTime());
        GatheredFrames saved = frames.value();
        GatheredFrames before = saved == null ? GatheredFrames.of(end.epoch(), List.of(), nowMillis) : saved;
        go(builder.end(end, before, nowMillis), saved == null, context, clips);
    }

    @Override
    public void onTimer(long atMillis, OnTimerContext context, Collector<EncodedFrame> clips) throws Exception {
        awake(context.timerService().currentProcessingTime());
        GatheredFrames before = frames.value();
        if (before == null) {
            return;
        }
        long dueMillis = Math.max(before.arrivedMillis(), awakeSinceMillis) + maxWaitMillis;
        if (dueMillis > atMillis) {
            context.timerService().registerProcessingTimeTimer(dueMillis);
            return;
        }
        if (before.isWaiting()) {
            emit(builder.giveUp(before, atMillis), context, clips);
        }
        frames.clear();
    }

    /** What a job was away for is no silence of its streams: none is given up before it could be heard. */
    private long awake(long nowMillis) {
        if (awakeSinceMillis == ASLEEP) {
            awakeSinceMillis = nowMillis;
        }
        return nowMillis;
    }

    /** One timer a stream: set with its first frame, and set again as long as it rings too soon. */
    private void go(ClipBuilder.Step step, boolean isFirst, Context context, Collector<EncodedFrame> clips)
            throws Exception {
        emit(step, context, clips);
        frames.update(step.after());
        if (isFirst) {
            context.timerService().registerProcessingTimeTimer(step.after().arrivedMillis() + maxWaitMillis);
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
}
