package dev.offramp.exit;

import dev.offramp.budget.DepthPlan;
import dev.offramp.bundle.Bundle;
import dev.offramp.rejects.Reject;
import dev.offramp.stage.InFlight;
import java.util.OptionalLong;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The decision point behind one stage, keyed by stream: answers go to a side output as small records, only survivors and
 * shadows carry their activations on. Whoever leaves here frees the activation here. Keyed state: the stream's credit to go
 * deeper, where its policy has a budget.
 */
public final class ExitFunction extends KeyedProcessFunction<String, InFlight, InFlight> {

    private static final long serialVersionUID = 1;

    private final ExitRule rule;
    private final DepthCredit credit;
    private final ExitSettings settings;
    private final Bundle bundle;
    private final Answering answering;

    private transient @Nullable Counter left;
    private transient @Nullable ValueState<Double> balance;

    /**
     * The exit behind one stage.
     *
     * @param exit 1-based
     * @param plan how many of a stream's samples a budget lets go deeper
     */
    public ExitFunction(int exit, Bundle bundle, DepthPlan plan, ExitSettings settings) {
        this.rule = new ExitRule(exit, bundle.stages().size());
        this.credit = new DepthCredit(exit, plan, settings.burst());
        this.settings = settings;
        this.bundle = bundle;
        this.answering = new Answering(bundle.id(), settings.topK());
    }

    @Override
    public void open(OpenContext context) {
        left = getRuntimeContext().getMetricGroup().counter("left");
        ValueStateDescriptor<Double> descriptor = new ValueStateDescriptor<>("credit", Types.DOUBLE);
        descriptor.enableTimeToLive(
                StateTtlConfig.newBuilder(settings.creditTimeToLive()).build());
        balance = getRuntimeContext().getState(descriptor);
    }

    @Override
    public void processElement(InFlight sample, Context context, Collector<InFlight> survivors) throws Exception {
        if (sample.history().isShadow()) {
            follow(sample, context, survivors);
            return;
        }
        int exit = sample.history().outOfTime() ? sample.journey().visits().size() : rule.exit();
        Scored scored = Scored.of(sample, exit);
        Verdict verdict = verdict(sample, scored.confidence());
        if (verdict == Verdict.GO_DEEPER) {
            survivors.collect(sample);
            return;
        }
        answer(sample, exit, verdict, scored, context);
        if (verdict == Verdict.CONFIDENT && isDrawn(sample)) {
            survivors.collect(sample.shadowing(exit));
        } else {
            sample.activation().release();
        }
    }

    /** A shadow goes to the last exit, which only says whether it agrees. */
    private void follow(InFlight shadow, Context context, Collector<InFlight> survivors) {
        if (!rule.isLast()) {
            survivors.collect(shadow);
            return;
        }
        shadow.activation().release();
        int answeredBy = shadow.history().answeredBy();
        boolean agreed = shadow.history().predicted() == shadow.history().answered();
        long behind = shadow.journey().multiplyAdds()
                - bundle.stages().get(answeredBy - 1).cumulativeMultiplyAdds();
        context.output(Agreement.AGREEMENTS, new Agreement(answeredBy, agreed, behind));
    }

    private static boolean isDrawn(InFlight sample) {
        return ShadowDraw.draws(sample.sample().origin(), sample.policy().shadowShare());
    }

    private Verdict verdict(InFlight sample, float confidence) throws Exception {
        if (sample.history().outOfTime()) {
            return Verdict.DEADLINE;
        }
        Verdict wanted = rule.decide(confidence, sample.policy());
        OptionalLong budget = sample.policy().limits().budget();
        return budget.isEmpty() || rule.isLast() ? wanted : affordable(wanted, budget.getAsLong());
    }

    private Verdict affordable(Verdict wanted, long budgetMultiplyAdds) throws Exception {
        ValueState<Double> account = opened(balance);
        Double before = account.value();
        double earned = credit.earned(before == null ? credit.initial() : before, budgetMultiplyAdds);
        boolean affords = credit.affords(earned);
        boolean deeper = wanted == Verdict.GO_DEEPER && affords;
        account.update(deeper ? credit.spent(earned) : earned);
        return wanted == Verdict.GO_DEEPER && !affords ? Verdict.BUDGET : wanted;
    }

    private void answer(InFlight sample, int exit, Verdict verdict, Scored scored, Context context) {
        opened(left).inc();
        if (Float.isNaN(scored.confidence())) {
            context.output(Reject.REJECTS, answering.notFinite(sample, exit));
        } else {
            long now = context.timerService().currentProcessingTime();
            context.output(Answer.ANSWERS, answering.answer(sample, exit, verdict, scored, now));
        }
    }

    private static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the exit is not open");
        }
        return part;
    }
}
