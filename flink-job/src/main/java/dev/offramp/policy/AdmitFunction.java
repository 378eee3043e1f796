package dev.offramp.policy;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.Reject;
import dev.offramp.sample.EncodedFrame;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Stamps every frame with the policy of its stream, so that all exits obey one version, and lets nobody in whose answer is late
 * already: that is known before anybody decodes it. Keyed by lane; keeps the policies as broadcast state. A bad update changes
 * nothing and becomes one reject.
 */
public final class AdmitFunction
        extends KeyedBroadcastProcessFunction<Integer, EncodedFrame, PolicyRecord, AdmittedFrame> {

    public static final MapStateDescriptor<String, PolicySchedule> POLICIES =
            new MapStateDescriptor<>("policies", Types.STRING, PolicySchedule.TYPE);

    private static final long serialVersionUID = 1;

    private final Policy initial;
    private final KnownPolicies known;
    private final int maxOriginalBytes;

    private transient @Nullable Counter rejected;
    private transient @Nullable PolicyBook book;

    /**
     * Admits under the policies that were on the topic before the job started, and whatever comes after them.
     *
     * @param initial          of streams that no policy names
     * @param maxOriginalBytes of a refused record that its reject keeps
     */
    public AdmitFunction(Policy initial, KnownPolicies known, int maxOriginalBytes) {
        this.initial = initial;
        this.known = known;
        this.maxOriginalBytes = maxOriginalBytes;
    }

    @Override
    public void open(OpenContext context) {
        rejected = getRuntimeContext().getMetricGroup().counter("rejected");
    }

    @Override
    public void processElement(EncodedFrame frame, ReadOnlyContext context, Collector<AdmittedFrame> admitted)
            throws Exception {
        if (book == null) {
            book = open(context.getBroadcastState(POLICIES));
        }
        Policy policy = book.lookUp(frame.sample().stream(), frame.sample().eventTimeMillis());
        AdmittedFrame stamped = new AdmittedFrame(frame, policy);
        try {
            new DueDate(stamped).check(context.currentProcessingTime());
            admitted.collect(stamped);
        } catch (Refusal refusal) {
            if (rejected != null) {
                rejected.inc();
            }
            context.output(
                    Reject.REJECTS,
                    Reject.of(
                            frame.sample().origin(),
                            frame.key(),
                            frame.picture().record(),
                            refusal,
                            maxOriginalBytes));
        }
    }

    @Override
    public void processBroadcastElement(PolicyRecord record, Context context, Collector<AdmittedFrame> admitted)
            throws Exception {
        BroadcastState<String, PolicySchedule> policies = context.getBroadcastState(POLICIES);
        PolicyUpdate update = record.update();
        PolicySchedule before = inForce(update.key(), policies.get(update.key()));
        try {
            policies.put(update.key(), new Admission(earlyExits()).admit(update, before));
            book = null;
        } catch (Refusal refusal) {
            if (known.hold(record.origin())) {
                policies.put(update.key(), before); // from here on a savepoint has it
            } else if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
                context.output(
                        Reject.REJECTS,
                        Reject.of(record.origin(), record.key(), record.value(), refusal, maxOriginalBytes));
            }
        }
    }

    private PolicyBook open(ReadOnlyBroadcastState<String, PolicySchedule> policies) throws Exception {
        Map<String, PolicySchedule> byKey = new HashMap<>(known.byKey());
        for (Map.Entry<String, PolicySchedule> entry : policies.immutableEntries()) {
            byKey.put(entry.getKey(), inForce(entry.getKey(), entry.getValue()));
        }
        return new PolicyBook(initial, byKey);
    }

    /** What state says, unless it is of another network, or the topic said something newer before the job started. */
    private PolicySchedule inForce(String key, @Nullable PolicySchedule saved) {
        return saved == null ? known.of(key) : saved.fitting(earlyExits()).orNewer(known.of(key));
    }

    private int earlyExits() {
        return initial.thresholds().count();
    }
}
