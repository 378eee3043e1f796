package dev.offramp.results;

import dev.offramp.exit.Answer;
import dev.offramp.results.Resequencer.Step;
import dev.offramp.results.StreamResult.Missing;
import dev.offramp.results.StreamResult.Ordered;
import dev.offramp.sample.Unanswered;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Puts the answers of each stream in order, keyed by stream; it only moves data, and what leaves when, {@link Resequencer} says. The
 * second input says which answers will never come.
 *
 * <p>State: how far each stream is, with the answers that wait; one timer a stream. Beside it a mark that a savepoint's metadata shows,
 * while any answer waits: a job that has no order may leave the state behind where there is none.
 */
@SuppressWarnings("NullAway.Init") // Flink initialises and opens it before it is used
public final class InOrderOperator extends AbstractStreamOperator<StreamResult>
        implements TwoInputStreamOperator<Answer, Unanswered, StreamResult>, Triggerable<String, VoidNamespace> {

    /** The state that has an entry while answers wait. */
    public static final String HOLDING = "holding";

    private static final long serialVersionUID = 1;
    private static final String ORDERS = "orders";

    private final HoldLimits limits;

    private transient Resequencer resequencer;
    private transient ValueState<StreamOrder> orders;
    private transient ListState<Integer> holding;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient Counter late;
    private transient Counter missing;

    public InOrderOperator(HoldLimits limits) {
        this.limits = limits;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        orders = context.getKeyedStateStore().getState(new ValueStateDescriptor<>(ORDERS, StreamOrder.TYPE));
        holding = context.getOperatorStateStore().getListState(new ListStateDescriptor<>(HOLDING, Types.INT));
    }

    @Override
    public void open() throws Exception {
        super.open();
        resequencer = new Resequencer(limits);
        timers = getInternalTimerService("waits", VoidNamespaceSerializer.INSTANCE, this);
        late = getMetricGroup().counter("lateAnswers");
        missing = getMetricGroup().counter("missingFrames");
    }

    @Override
    public void processElement1(StreamRecord<Answer> answer) throws Exception {
        offer(new Turn.Answered(answer.getValue(), nowMillis()));
    }

    @Override
    public void processElement2(StreamRecord<Unanswered> place) throws Exception {
        offer(new Turn.Vacant(place.getValue(), nowMillis()));
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        StreamOrder before = order();
        apply(before, resequencer.wake(before, nowMillis()));
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
        throw new IllegalStateException("no wait is measured in event time");
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        int streams = 0;
        for (String stream : streams()) {
            setCurrentKey(stream);
            streams += order().holdsAnswers() ? 1 : 0;
        }
        holding.update(streams == 0 ? List.of() : List.of(streams));
    }

    /** Where the input ends, no timer fires any more. */
    @Override
    public void finish() throws Exception {
        for (String stream : streams()) {
            setCurrentKey(stream);
            StreamOrder before = order();
            apply(before, resequencer.finish(before, nowMillis()));
        }
        super.finish();
    }

    private void offer(Turn turn) throws Exception {
        StreamOrder before = order();
        apply(before, resequencer.offer(before, turn));
    }

    private void apply(StreamOrder before, Step step) throws Exception {
        StreamOrder after = step.after();
        if (after.isForgotten()) {
            orders.clear();
        } else {
            orders.update(after);
        }
        if (after.wakeAtMillis() != before.wakeAtMillis()) {
            timers.deleteProcessingTimeTimer(VoidNamespace.INSTANCE, before.wakeAtMillis());
            wakeAt(after.wakeAtMillis());
        }
        step.results().forEach(this::emit);
    }

    private void wakeAt(long millis) {
        if (millis != StreamOrder.NEVER) {
            timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, millis);
        }
    }

    private void emit(StreamResult result) {
        if (result instanceof Ordered ordered && ordered.late()) {
            late.inc();
        } else if (result instanceof Missing gap) {
            missing.inc(gap.frames());
        }
        output.collect(new StreamRecord<>(result));
    }

    private StreamOrder order() throws Exception {
        return Objects.requireNonNullElse(orders.value(), StreamOrder.NEW);
    }

    /** A copy, for what is done with them changes the state. */
    private List<String> streams() {
        KeyedStateBackend<String> backend = getKeyedStateBackend();
        try (Stream<String> keys = backend.getKeys(ORDERS, VoidNamespace.INSTANCE)) {
            return keys.toList();
        }
    }

    private long nowMillis() {
        return timers.currentProcessingTime();
    }
}
