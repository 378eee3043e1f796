package dev.offramp.steer;

import dev.offramp.budget.CurvePoint;
import dev.offramp.budget.SteeringLaw;
import dev.offramp.policy.KnownPolicies;
import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.PolicyLedger;
import dev.offramp.policy.PolicyRecord;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.Succession;
import dev.offramp.rejects.Refusal;
import dev.offramp.throughput.Window;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.CoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Holds a goal by updates of the default policy. They go to the policies topic and come back like anybody's: what is not seen
 * there is not in force. A person's update takes over while it is in force, until it is released. One subtask. State: what the
 * policies topic came to; what the law has learnt it learns anew after a failure.
 */
public final class SteerFunction extends CoProcessFunction<Window, PolicyRecord, PolicyChange>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1;
    private static final String DEFAULT = Scope.DEFAULT.key("");
    private static final String AUTHOR = "steer";
    private static final long PATIENCE_MILLIS = 10_000;

    private final SteeringPlan plan;
    private final KnownPolicies known;

    private transient @Nullable SteeringLaw law;
    private transient @Nullable SteerMetrics metrics;
    private transient @Nullable ListState<KnownPolicies> saved;
    private transient PolicyLedger ledger;
    private transient Map<Integer, Long> readUntil = new HashMap<>();
    private transient long waitingUntilMillis;

    /**
     * Steers.
     *
     * @param known the policies that were on the topic before the job started
     */
    public SteerFunction(SteeringPlan plan, KnownPolicies known) {
        this.plan = plan;
        this.known = known;
        this.ledger = new PolicyLedger(plan.bundle());
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        saved = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("policies", KnownPolicies.TYPE));
        KnownPolicies furthest = known;
        for (KnownPolicies policies : saved.get()) {
            furthest = known.goesBeyond(policies.readUntil()) ? known : policies.fitting(plan.bundle());
        }
        ledger = new PolicyLedger(plan.bundle(), furthest);
        readUntil = new HashMap<>(furthest.readUntil());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        if (saved != null) {
            saved.update(List.of(new KnownPolicies(ledger.byKey(), ledger.newestVersion(), readUntil, Map.of())));
        }
    }

    @Override
    public void open(OpenContext context) {
        law = plan.law();
        MetricGroup group = getRuntimeContext().getMetricGroup();
        group.gauge("position", () -> law == null ? 0 : law.point().meanCost());
        metrics = new SteerMetrics(group, plan.exits(), plan.parallelism(), System::currentTimeMillis);
    }

    @Override
    public void processElement1(Window window, Context context, Collector<PolicyChange> changes) throws Refusal {
        PolicySchedule defaults = ledger.of(DEFAULT);
        Optional<ScopedPolicy> inForce = defaults.at(window.endMillis());
        boolean takenOver =
                inForce.filter(update -> !update.succession().steered()).isPresent();
        if (law == null || metrics == null) {
            return;
        }
        if (takenOver) {
            metrics.takenOver();
            return;
        }
        CurvePoint point = law.next(Observations.of(window, plan.exits(), plan.parallelism()));
        metrics.steered(window, law.wished(), point);
        PolicyTerms before = inForce.map(ScopedPolicy::terms).orElse(PolicyTerms.NOTHING);
        PolicyTerms wanted = plan.terms(before, point);
        boolean waits = window.endMillis() < waitingUntilMillis;
        if (plan.differ(before, wanted) && !waits) {
            waitingUntilMillis = window.endMillis() + PATIENCE_MILLIS;
            Succession succession = Succession.steeredBy(AUTHOR, defaults.version());
            changes.collect(new ScopedPolicy(
                    Scope.DEFAULT, "", ScopedPolicy.AT_ONCE, ledger.newestVersion() + 1, wanted, succession));
        }
    }

    @Override
    public void processElement2(PolicyRecord record, Context context, Collector<PolicyChange> changes) {
        int partition = record.origin().partition();
        if (record.origin().offset() < readUntil.getOrDefault(partition, 0L)) {
            return;
        }
        readUntil.put(partition, record.origin().offset() + 1);
        PolicySchedule before = ledger.of(DEFAULT);
        try {
            ledger.enter(record.change());
        } catch (Refusal refusedAtAdmission) {
            sayAgain(record.change(), changes);
            return;
        }
        if (record.change().key().equals(DEFAULT)) {
            waitingUntilMillis = 0;
            cleanUp(record.change(), before, changes);
        }
    }

    /** What a steered update supersedes has keys of its own on the topic: nobody else takes them away. */
    private void cleanUp(PolicyChange change, PolicySchedule before, Collector<PolicyChange> changes) {
        if (change instanceof ScopedPolicy update
                && update.succession().author().equals(AUTHOR)) {
            before.supersededBy(ledger.of(DEFAULT)).forEach(changes::collect);
        }
    }

    /**
     * A steered update that was overtaken lies behind the one that is in force, under the same key: compaction would leave it alone
     * there, and a later start would follow it.
     */
    private void sayAgain(PolicyChange refused, Collector<PolicyChange> changes) {
        boolean steered = refused instanceof ScopedPolicy update
                && update.key().equals(DEFAULT)
                && update.succession().steered();
        if (steered) {
            ledger.of(DEFAULT).updates().stream()
                    .filter(update -> update.topicKey().equals(refused.topicKey()))
                    .max(Comparator.comparingLong(ScopedPolicy::version))
                    .ifPresent(changes::collect);
        }
    }
}
