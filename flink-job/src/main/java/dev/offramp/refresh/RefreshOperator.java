package dev.offramp.refresh;

import dev.offramp.model.Loader;
import dev.offramp.model.ModelSource;
import dev.offramp.model.Notice;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Origin;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * Gives {@link Orders} what the bundles topic says, the time, and bundles that were opened; does what they want done. One subtask. State:
 * what was ordered, decided, assigned and told.
 */
@SuppressWarnings("NullAway.Init") // initializeState fills what is transient
public final class RefreshOperator extends AbstractStreamOperator<Directive>
        implements OneInputStreamOperator<PlacedRecord, Directive>, Orders.Doing {

    private static final long serialVersionUID = 1;
    private static final long TICK_MILLIS = 200;
    private static final byte[] NOTHING = {};

    private final Home home;
    private final OrderRules rules;
    private final ModelSource models;

    private transient Orders orders;
    private transient Deque<Order> waiting;
    private transient @Nullable BeingOpened opening;
    private transient ListState<PlacedRecord> pending;
    private transient ListState<Decision> decisions;
    private transient ListState<Assignment> assignments;
    private transient ListState<Notice> told;
    private transient @Nullable OrdersState restored;
    private transient @Nullable Loader loader;

    /** A bundle that is being opened for an order. */
    private record BeingOpened(Order order, CompletableFuture<BundleId> bundle) {}

    /**
     * Obeys orders.
     *
     * @param home   that the job was started with
     * @param models opens bundles
     */
    public RefreshOperator(Home home, OrderRules rules, ModelSource models) {
        this.home = home;
        this.rules = rules;
        this.models = models;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        OperatorStateStore store = context.getOperatorStateStore();
        pending = store.getListState(new ListStateDescriptor<>("pending", PlacedRecord.TYPE));
        decisions = store.getListState(new ListStateDescriptor<>("decisions", Decision.TYPE));
        assignments = store.getListState(new ListStateDescriptor<>("assignments", Assignment.TYPE));
        told = store.getListState(new ListStateDescriptor<>("told", Notice.TYPE));
        if (context.isRestored()) {
            restored = new OrdersState(all(pending), all(decisions), all(assignments), all(told));
        }
    }

    private static <T> List<T> all(ListState<T> state) throws Exception {
        List<T> all = new ArrayList<>();
        state.get().forEach(all::add);
        return all;
    }

    @Override
    public void open() throws Exception {
        super.open();
        loader = new Loader(models, "bundles of refresh", getContainingTask().getEnvironment());
        waiting = new ArrayDeque<>();
        orders = new Orders(home, rules, this);
        if (restored != null) {
            orders.restore(restored, now());
            restored = null;
        }
        var unused = getProcessingTimeService().scheduleWithFixedDelay(time -> tick(), TICK_MILLIS, TICK_MILLIS);
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    private void tick() {
        if (opening != null && opening.bundle().isDone()) {
            BeingOpened done = opening;
            opening = null;
            opened(done);
        }
        openNext();
        orders.tick(now());
    }

    /** One after the other, and none that nobody wants any more: a topic that is read from its beginning is full of them. */
    private void openNext() {
        while (opening == null && loader != null && !waiting.isEmpty()) {
            Order next = waiting.remove();
            if (orders.isPending(next)) {
                opening = new BeingOpened(next, loader.check(next.source().orElseThrow()));
            }
        }
    }

    private void opened(BeingOpened done) {
        Order order = done.order();
        try {
            orders.opened(order.key(), order.version(), done.bundle().join(), now());
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            orders.failed(order.key(), order.version(), String.valueOf(cause.getMessage()), now());
        }
    }

    @Override
    public void processElement(StreamRecord<PlacedRecord> record) {
        orders.read(record.getValue(), now());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        OrdersState state = orders.state();
        pending.update(state.pending());
        decisions.update(state.decisions());
        assignments.update(state.assignments());
        told.update(state.told());
    }

    @Override
    public void open(Order order) {
        waiting.add(order);
    }

    @Override
    public void direct(Directive directive) {
        LOG.info("{}", directive);
        output.collect(new StreamRecord<>(directive));
    }

    @Override
    public void tell(Decision decision) {
        LOG.info("{}", decision);
        output.collect(Decision.DECISIONS, new StreamRecord<>(decision));
    }

    @Override
    public void refuse(Origin origin, Order order, String reason) {
        LOG.warn("Bundle order {} of {} is refused: {}", order.version(), order.key(), reason);
        Refusal refusal = new Refusal(RefusalReason.BAD_BUNDLE_ORDER, reason);
        byte[] key = order.topicKey().getBytes(StandardCharsets.UTF_8);
        output.collect(RejectedRecord.REJECTS, new StreamRecord<>(RejectedRecord.of(origin, key, NOTHING, refusal, 0)));
    }

    @Override
    public void close() throws Exception {
        IOUtils.closeAll(loader, super::close);
    }
}
