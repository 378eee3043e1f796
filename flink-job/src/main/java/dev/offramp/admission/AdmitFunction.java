package dev.offramp.admission;

import dev.offramp.model.LaneItem;
import dev.offramp.model.News;
import dev.offramp.model.Notice;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.policy.Limits;
import dev.offramp.policy.PolicyBook;
import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.ServedBundle;
import dev.offramp.policy.StreamAccount;
import dev.offramp.refresh.Assignment;
import dev.offramp.refresh.Directive;
import dev.offramp.refresh.RefreshSettings;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.Pairing;
import dev.offramp.sample.Partitioning;
import dev.offramp.sample.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Stamps every frame with the bundle and the policy of its stream, so that all exits obey one version of both. Lets nobody in whose
 * answer is late already or whose stream sends more than its rate: that is known before anybody decodes it. Keyed by lane; keeps policies
 * and what it was told of bundles as broadcast state, and what streams with a rate may still send as operator state. A bad update changes
 * nothing and becomes one reject.
 *
 * <p>It tells the tasks behind it of bundles, in every lane that it owns; where a job begins again, before anything else.
 */
public final class AdmitFunction
        extends KeyedBroadcastProcessFunction<Integer, EncodedFrame, Either<PolicyRecord, Directive>, LaneItem>
        implements CheckpointedFunction {

    public static final MapStateDescriptor<String, PolicySchedule> POLICIES =
            new MapStateDescriptor<>("policies", Types.STRING, PolicySchedule.TYPE);

    /** By partition of the policies topic, the offset behind the last record that these policies come from. */
    public static final MapStateDescriptor<Integer, Long> READ_UNTIL =
            new MapStateDescriptor<>("policies-read-until", Types.INT, Types.LONG);

    /** By the bundle, what tasks were told of it last: that it comes, or that it has left, however late a frame of its time. */
    public static final MapStateDescriptor<String, Notice> TOLD =
            new MapStateDescriptor<>("bundles-told", Types.STRING, Notice.TYPE);

    /** By what they are about and their version, which bundles frames meet. */
    public static final MapStateDescriptor<String, Assignment> ASSIGNED =
            new MapStateDescriptor<>("bundles-assigned", Types.STRING, Assignment.TYPE);

    /** All that is broadcast to it. */
    public static final List<MapStateDescriptor<?, ?>> BROADCAST = List.of(POLICIES, READ_UNTIL, TOLD, ASSIGNED);

    private static final ListStateDescriptor<StreamAccount> RATES =
            new ListStateDescriptor<>("rates", StreamAccount.TYPE);
    private static final long serialVersionUID = 1;

    private final ServedBundle home;
    private final KnownPolicies known;
    private final Partitioning partitioning;
    private final int maxOriginalBytes;
    private final boolean refreshes;
    private final ShadowLimit shadows;

    private transient @Nullable Counter rejected;
    private transient @Nullable Counter shed;
    private transient @Nullable PoliciesInForce policies;
    private transient @Nullable BundlesInForce bundles;
    private transient @Nullable RateLimiter limiter;
    private transient @Nullable ListState<StreamAccount> rates;

    /**
     * Admits under the policies that were on the topic before the job started, and whatever comes after them.
     *
     * @param home             that the job was started with
     * @param partitioning     of the frames over the subtasks
     * @param maxOriginalBytes of a refused record that its reject keeps
     * @param refresh          where there are other bundles than the first; without them, what state says of them is past
     */
    public AdmitFunction(
            ServedBundle home,
            KnownPolicies known,
            Partitioning partitioning,
            int maxOriginalBytes,
            Optional<RefreshSettings> refresh) {
        this.home = home;
        this.known = known;
        this.partitioning = partitioning;
        this.maxOriginalBytes = maxOriginalBytes;
        this.refreshes = refresh.isPresent();
        this.shadows =
                new ShadowLimit(refresh.map(RefreshSettings::shadowMaxAge).orElse(Duration.ZERO));
    }

    /** Of what comes to every subtask: a policy, or what to do about a bundle. */
    public static TypeInformation<Either<PolicyRecord, Directive>> updates() {
        return new EitherTypeInfo<>(PolicyRecord.TYPE, Directive.TYPE);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        RateLimiter restored = new RateLimiter(partitioning == Partitioning.STREAM ? 1 : subtasks);
        rates = context.getOperatorStateStore().getListState(RATES);
        rates.get().forEach(restored::add);
        limiter = restored;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        if (rates != null && limiter != null) {
            rates.update(limiter.accounts());
        }
    }

    @Override
    public void open(OpenContext context) {
        PoliciesInForce ofTask = new PoliciesInForce(home, known);
        policies = ofTask;
        rejected = getRuntimeContext().getMetricGroup().counter("rejected");
        shed = getRuntimeContext().getMetricGroup().counter("shadowsShed");
        getRuntimeContext().getMetricGroup().gauge("policiesForOtherBundles", ofTask::scopesForOtherBundles);
    }

    @Override
    public void processElement(EncodedFrame frame, ReadOnlyContext context, Collector<LaneItem> admitted)
            throws Exception {
        if (bundles == null) {
            bundles = begun(context.getBroadcastState(TOLD), context.getBroadcastState(ASSIGNED), admitted);
        }
        String stream = frame.sample().stream();
        long eventTimeMillis = frame.sample().eventTimeMillis();
        AdmittedFrame stamped = stamped(frame, bundles.of(stream, eventTimeMillis), context);
        try {
            new DueDate(stamped).check(context.currentProcessingTime());
            checkRate(stamped);
            Optional<ServedBundle> shadow = shadow(stamped, bundles, context.currentProcessingTime());
            admitted.collect(shadow.isEmpty() ? stamped : stamped.paired(Pairing.ANSWERED));
            if (shadow.isPresent()) {
                admitted.collect(stamped(frame, shadow.get(), context).paired(Pairing.COPY));
            }
        } catch (Refusal refusal) {
            if (rejected != null) {
                rejected.inc();
            }
            context.output(RejectedRecord.REJECTS, RejectedRecord.of(frame, refusal, maxOriginalBytes));
        }
    }

    private AdmittedFrame stamped(EncodedFrame frame, ServedBundle bundle, ReadOnlyContext context) throws Exception {
        PolicyBook book = opened(policies).of(bundle.id());
        if (book == null) {
            book = opened(policies)
                    .open(bundle, context.getBroadcastState(POLICIES), context.getBroadcastState(READ_UNTIL));
        }
        Sample sample = frame.sample();
        return new AdmittedFrame(frame, bundle.id(), book.lookUp(sample.stream(), sample.eventTimeMillis()));
    }

    /** Who runs a copy of the frame; nobody where frames wait already. */
    private Optional<ServedBundle> shadow(AdmittedFrame stamped, BundlesInForce inForce, long nowMillis)
            throws InterruptedException {
        Optional<ServedBundle> drawn = inForce.shadow(stamped.frame().sample(), stamped.bundle());
        if (drawn.isEmpty() || shadows.sees(stamped, nowMillis)) {
            return drawn;
        }
        opened(shed).inc();
        return Optional.empty();
    }

    private void checkRate(AdmittedFrame stamped) throws Refusal {
        double perSecond = stamped.policy().limits().framesPerSecond();
        if (limiter != null && perSecond < Limits.ANY_RATE) {
            limiter.admit(stamped.frame(), perSecond);
        }
    }

    @Override
    public void processBroadcastElement(
            Either<PolicyRecord, Directive> update, Context context, Collector<LaneItem> admitted) throws Exception {
        if (update.isRight()) {
            obey(update.right(), context, admitted);
            return;
        }
        if (!refreshes) {
            bundleState(context).clear();
        }
        PolicyRecord record = update.left();
        try {
            opened(policies).enter(record, context.getBroadcastState(POLICIES), context.getBroadcastState(READ_UNTIL));
        } catch (Refusal refusal) {
            reject(record, refusal, context);
        }
    }

    private void reject(PolicyRecord record, Refusal refusal, Context context) {
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            context.output(
                    RejectedRecord.REJECTS,
                    RejectedRecord.of(record.origin(), record.key(), record.value(), refusal, maxOriginalBytes));
        }
    }

    private static BundleState bundleState(Context context) {
        return new BundleState(context.getBroadcastState(TOLD), context.getBroadcastState(ASSIGNED));
    }

    private void obey(Directive directive, Context context, Collector<LaneItem> admitted) throws Exception {
        BundleState state = bundleState(context);
        BundlesInForce inForce = bundles == null ? begun(state.told(), state.assigned(), admitted) : bundles;
        bundles = inForce;
        if (directive instanceof Directive.Serve serve) {
            state.keep(serve.assignment());
            inForce.enter(serve.assignment());
            return;
        }
        Notice notice = ((Directive.Tell) directive).notice();
        if (notice.isFarewell()) {
            opened(policies).forget(notice.bundle());
        }
        inForce.hear(notice).forEach(admitted::collect);
        state.keep(notice, home.id());
    }

    /** As state has them; those behind are told before anything else. */
    private BundlesInForce begun(
            ReadOnlyBroadcastState<String, Notice> told,
            ReadOnlyBroadcastState<String, Assignment> assigned,
            Collector<LaneItem> admitted)
            throws Exception {
        BundlesInForce begun =
                new BundlesInForce(home, News.lanesOf(getRuntimeContext().getTaskInfo()));
        if (!refreshes) {
            return begun;
        }
        List<Assignment> inOrder = new ArrayList<>();
        assigned.immutableEntries().forEach(entry -> inOrder.add(entry.getValue()));
        inOrder.sort(Comparator.comparingLong(Assignment::version));
        inOrder.forEach(begun::enter);
        for (Map.Entry<String, Notice> entry : told.immutableEntries()) {
            begun.hear(entry.getValue()).forEach(admitted::collect);
        }
        return begun;
    }

    private static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("admission is not open");
        }
        return part;
    }
}
