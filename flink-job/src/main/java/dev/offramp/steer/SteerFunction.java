package dev.offramp.steer;

import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.SteeringLaw;
import dev.offramp.policy.Admission;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.policy.Policy;
import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.PolicyScope;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.policy.Succession;
import dev.offramp.rejects.Refusal;
import dev.offramp.throughput.Window;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.CoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Holds a goal by updates of the default policy. They go to the policies topic and come back like anybody's: what is not seen
 * there is not in force. A person's update takes over until it is released. One subtask. State: the default policies; what the
 * law has learnt it learns anew after a failure.
 */
public final class SteerFunction extends CoProcessFunction<Window, PolicyRecord, PolicyUpdate>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1;
    private static final String DEFAULT = PolicyScope.DEFAULT + "/";
    private static final long PATIENCE_MILLIS = 10_000;

    private final SteeringPlan wheel;
    private final KnownPolicies known;

    private transient @Nullable SteeringLaw law;
    private transient @Nullable ListState<PolicySchedule> saved;
    private transient PolicySchedule defaults = PolicySchedule.EMPTY;
    private transient long waitingUntilMillis;

    /**
     * Steers.
     *
     * @param known the policies that were on the topic before the job started
     */
    public SteerFunction(SteeringPlan wheel, KnownPolicies known) {
        this.wheel = wheel;
        this.known = known;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        saved = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("default-policies", PolicySchedule.TYPE));
        defaults = known.of(DEFAULT);
        for (PolicySchedule schedule : saved.get()) {
            defaults = schedule.fitting(wheel.earlyExits()).orNewer(known.of(DEFAULT));
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        if (saved != null) {
            saved.update(List.of(defaults));
        }
    }

    @Override
    public void open(OpenContext context) {
        law = wheel.law();
        getRuntimeContext()
                .getMetricGroup()
                .gauge("position", () -> law == null ? 0 : law.point().meanCost());
    }

    @Override
    public void processElement1(Window window, Context context, Collector<PolicyUpdate> updates) {
        Optional<PolicyUpdate> newest = defaults.newest();
        boolean takenOver =
                newest.filter(update -> !update.succession().steered()).isPresent();
        if (law == null || takenOver) {
            return;
        }
        CurvePoint point = law.next(Observations.of(window, wheel.earlyExits() + 1));
        Policy inForce = newest.map(PolicyUpdate::policy).orElse(wheel.initial());
        Policy wanted = wheel.policy(inForce, point);
        boolean waits = window.endMillis() < waitingUntilMillis;
        if (wheel.differ(inForce, wanted) && !waits) {
            waitingUntilMillis = window.endMillis() + PATIENCE_MILLIS;
            Succession succession = new Succession("steer", true, defaults.version());
            updates.collect(new PolicyUpdate(PolicyScope.DEFAULT, "", PolicyUpdate.AT_ONCE, wanted, succession));
        }
    }

    @Override
    public void processElement2(PolicyRecord record, Context context, Collector<PolicyUpdate> updates) {
        if (!record.update().key().equals(DEFAULT)) {
            return;
        }
        try {
            defaults = new Admission(wheel.earlyExits()).admit(record.update(), defaults);
            waitingUntilMillis = 0;
        } catch (Refusal refusedAtAdmission) {
            if (record.update().succession().steered() && !known.haveRead(record.origin())) {
                sayAgain(record.update().topicKey(), updates);
            }
        }
    }

    /**
     * A steered update that was overtaken lies behind the one that is in force, under the same key: compaction would leave it alone
     * there, and a later start would follow it.
     */
    private void sayAgain(String topicKey, Collector<PolicyUpdate> updates) {
        defaults.updates().stream()
                .filter(update -> update.topicKey().equals(topicKey))
                .max(Comparator.comparingLong(update -> update.policy().version()))
                .ifPresent(updates::collect);
    }
}
