package dev.offramp.exit;

import dev.offramp.bundle.Bundle;
import dev.offramp.policy.Admission;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.policy.PolicyBook;
import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.Reject;
import dev.offramp.sample.DecodedSample;
import dev.offramp.stage.InFlight;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Stamps every sample with the policy of its stream, so that all exits obey one version. Keeps the policies as broadcast
 * state; a bad update changes nothing and becomes one reject.
 */
public final class AdmitFunction extends KeyedBroadcastProcessFunction<String, DecodedSample, PolicyRecord, InFlight> {

    public static final MapStateDescriptor<String, PolicySchedule> POLICIES =
            new MapStateDescriptor<>("policies", Types.STRING, PolicySchedule.TYPE);

    private static final long serialVersionUID = 1;

    private final Bundle bundle;
    private final KnownPolicies known;
    private final int maxOriginalBytes;

    private transient @Nullable PolicyBook book;

    /**
     * Admits under the policies that were on the topic before the job started, and whatever comes after them.
     *
     * @param maxOriginalBytes of a refused update that its reject keeps
     */
    public AdmitFunction(Bundle bundle, KnownPolicies known, int maxOriginalBytes) {
        this.bundle = bundle;
        this.known = known;
        this.maxOriginalBytes = maxOriginalBytes;
    }

    @Override
    public void processElement(DecodedSample decoded, ReadOnlyContext context, Collector<InFlight> admitted)
            throws Exception {
        if (book == null) {
            book = open(context.getBroadcastState(POLICIES));
        }
        admitted.collect(InFlight.admitted(
                decoded, book.lookUp(decoded.stream(), decoded.sample().eventTimeMillis())));
    }

    @Override
    public void processBroadcastElement(PolicyRecord record, Context context, Collector<InFlight> admitted)
            throws Exception {
        BroadcastState<String, PolicySchedule> policies = context.getBroadcastState(POLICIES);
        PolicyUpdate update = record.update();
        PolicySchedule before = inForce(update.key(), policies.get(update.key()));
        try {
            policies.put(update.key(), new Admission(bundle.earlyExits()).admit(update, before));
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
        return new PolicyBook(bundle.policy(), byKey);
    }

    /** What state says, unless it is of another network, or the topic said something newer before the job started. */
    private PolicySchedule inForce(String key, @Nullable PolicySchedule saved) {
        return saved == null
                ? known.of(key)
                : saved.fitting(bundle.earlyExits()).orNewer(known.of(key));
    }
}
