package dev.offramp.admission;

import dev.offramp.policy.Admission;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.policy.Limits;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyBook;
import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.ServedBundle;
import dev.offramp.policy.StreamAccount;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.Partitioning;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Stamps every frame with the policy of its stream, so that all exits obey one version. Lets nobody in whose answer is late already
 * or whose stream sends more than its rate: that is known before anybody decodes it. Keyed by lane; keeps the policies as broadcast
 * state, and what streams with a rate may still send as operator state. A bad update changes nothing and becomes one reject.
 */
public final class AdmitFunction
        extends KeyedBroadcastProcessFunction<Integer, EncodedFrame, PolicyRecord, AdmittedFrame>
        implements CheckpointedFunction {

    public static final MapStateDescriptor<String, PolicySchedule> POLICIES =
            new MapStateDescriptor<>("policies", Types.STRING, PolicySchedule.TYPE);

    /** By partition of the policies topic, the offset behind the last record that these policies come from. */
    public static final MapStateDescriptor<Integer, Long> READ_UNTIL =
            new MapStateDescriptor<>("policies-read-until", Types.INT, Types.LONG);

    private static final ListStateDescriptor<StreamAccount> RATES =
            new ListStateDescriptor<>("rates", StreamAccount.TYPE);
    private static final long serialVersionUID = 1;

    private final ServedBundle bundle;
    private final KnownPolicies known;
    private final Partitioning partitioning;
    private final int maxOriginalBytes;

    private transient @Nullable Counter rejected;
    private transient @Nullable PolicyBook book;
    private transient @Nullable RateLimiter limiter;
    private transient @Nullable ListState<StreamAccount> rates;

    /**
     * Admits under the policies that were on the topic before the job started, and whatever comes after them.
     *
     * @param bundle           that the job serves
     * @param partitioning     of the frames over the subtasks
     * @param maxOriginalBytes of a refused record that its reject keeps
     */
    public AdmitFunction(ServedBundle bundle, KnownPolicies known, Partitioning partitioning, int maxOriginalBytes) {
        this.bundle = bundle;
        this.known = known;
        this.partitioning = partitioning;
        this.maxOriginalBytes = maxOriginalBytes;
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
        rejected = getRuntimeContext().getMetricGroup().counter("rejected");
        getRuntimeContext()
                .getMetricGroup()
                .gauge("policiesForOtherBundles", () -> book == null ? 0 : book.scopesForOtherBundles());
    }

    @Override
    public void processElement(EncodedFrame frame, ReadOnlyContext context, Collector<AdmittedFrame> admitted)
            throws Exception {
        if (book == null) {
            book = open(context.getBroadcastState(POLICIES), context.getBroadcastState(READ_UNTIL));
        }
        Policy policy = book.lookUp(frame.sample().stream(), frame.sample().eventTimeMillis());
        AdmittedFrame stamped = new AdmittedFrame(frame, bundle.id(), policy);
        try {
            new DueDate(stamped).check(context.currentProcessingTime());
            checkRate(stamped);
            admitted.collect(stamped);
        } catch (Refusal refusal) {
            if (rejected != null) {
                rejected.inc();
            }
            context.output(RejectedRecord.REJECTS, RejectedRecord.of(frame, refusal, maxOriginalBytes));
        }
    }

    private void checkRate(AdmittedFrame stamped) throws Refusal {
        double perSecond = stamped.policy().limits().framesPerSecond();
        if (limiter != null && perSecond < Limits.ANY_RATE) {
            limiter.admit(stamped.frame(), perSecond);
        }
    }

    @Override
    public void processBroadcastElement(PolicyRecord record, Context context, Collector<AdmittedFrame> admitted)
            throws Exception {
        BroadcastState<String, PolicySchedule> policies = context.getBroadcastState(POLICIES);
        BroadcastState<Integer, Long> readUntil = context.getBroadcastState(READ_UNTIL);
        if (known.goesBeyond(offsets(readUntil))) {
            policies.clear();
            policies.putAll(known.byKey());
            readUntil.putAll(known.readUntil());
        }
        Long read = readUntil.get(record.origin().partition());
        if (read != null && record.origin().offset() < read) {
            known.refusal(record.origin()).ifPresent(refusal -> reject(record, refusal, context));
            return;
        }
        readUntil.put(record.origin().partition(), record.origin().offset() + 1);
        try {
            enter(record.change(), policies);
        } catch (Refusal refusal) {
            reject(record, refusal, context);
        }
    }

    private void enter(PolicyChange change, BroadcastState<String, PolicySchedule> policies) throws Exception {
        PolicySchedule saved = policies.get(change.key());
        PolicySchedule before = saved == null ? PolicySchedule.EMPTY : saved.fitting(bundle);
        PolicySchedule after = new Admission(bundle).enter(change, before);
        policies.put(change.key(), after);
        if (book != null) {
            book.put(change.key(), after);
        }
    }

    private void reject(PolicyRecord record, Refusal refusal, Context context) {
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            context.output(
                    RejectedRecord.REJECTS,
                    RejectedRecord.of(record.origin(), record.key(), record.value(), refusal, maxOriginalBytes));
        }
    }

    /** What state says, unless the topic said something newer before the job started; and of that what this bundle can meet. */
    private PolicyBook open(
            ReadOnlyBroadcastState<String, PolicySchedule> policies, ReadOnlyBroadcastState<Integer, Long> readUntil)
            throws Exception {
        Map<String, PolicySchedule> byKey = new HashMap<>();
        if (known.goesBeyond(offsets(readUntil))) {
            byKey.putAll(known.byKey());
        } else {
            for (Map.Entry<String, PolicySchedule> saved : policies.immutableEntries()) {
                byKey.put(saved.getKey(), saved.getValue().fitting(bundle));
            }
        }
        return new PolicyBook(bundle, byKey);
    }

    private static Map<Integer, Long> offsets(ReadOnlyBroadcastState<Integer, Long> readUntil) throws Exception {
        Map<Integer, Long> offsets = new HashMap<>();
        for (Map.Entry<Integer, Long> partition : readUntil.immutableEntries()) {
            offsets.put(partition.getKey(), partition.getValue());
        }
        return offsets;
    }
}
