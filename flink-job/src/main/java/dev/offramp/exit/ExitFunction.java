package dev.offramp.exit;

import dev.offramp.model.LaneItem;
import dev.offramp.model.Model;
import dev.offramp.model.News;
import dev.offramp.model.PerModel;
import dev.offramp.policy.StreamAccount;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.sample.Pairing;
import dev.offramp.sample.Partitioning;
import dev.offramp.sample.ShadowDraw;
import dev.offramp.stage.InFlight;
import dev.offramp.stage.PairSide;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The decision point behind one stage, keyed by lane: answers go to a side output as small records, only survivors and
 * shadows carry their activations on. Whoever leaves here frees the activation here. Of a pair, what each side came to goes on
 * along the lane; a copy is answered to nobody, and has a budget of its own. State: what the streams with a budget may still spend
 * here, an account in each subtask; not what copies may.
 */
public final class ExitFunction extends KeyedProcessFunction<Integer, LaneItem, LaneItem>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1;

    private static final ListStateDescriptor<StreamAccount> CREDITS =
            new ListStateDescriptor<>("credits", StreamAccount.TYPE);

    private final int exit;
    private final Model home;
    private final Partitioning partitioning;
    private final ExitSettings settings;

    private transient @Nullable Counter left;
    private transient @Nullable PerModel<ExitOfModel> models;
    private transient @Nullable CreditLedger ledger;
    private transient @Nullable CreditLedger ledgerOfCopies;
    private transient @Nullable OperatorStateStore store;

    /**
     * The exit behind one stage.
     *
     * @param exit 1-based
     * @param home that the job was started with
     */
    public ExitFunction(int exit, Model home, Partitioning partitioning, ExitSettings settings) {
        this.exit = exit;
        this.home = home;
        this.partitioning = partitioning;
        this.settings = settings;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        int accounts = partitioning == Partitioning.STREAM ? 1 : task.getNumberOfParallelSubtasks();
        models = new PerModel<>(home.id(), task, model -> ExitOfModel.of(model, home, exit, settings, accounts));
        if (exit <= home.exits()) {
            models.put(home);
        }
        double burst = DepthCredit.burst(settings.burst(), accounts);
        ledgerOfCopies = new CreditLedger(burst, settings.creditTimeToLive());
        CreditLedger restored = new CreditLedger(burst, settings.creditTimeToLive());
        store = context.getOperatorStateStore();
        if (context.isRestored() && store.getRegisteredStateNames().contains(CREDITS.getName())) {
            store.getListState(CREDITS).get().forEach(restored::add);
        }
        ledger = restored;
    }

    /** The state is there only where a stream has a budget: a bundle with fewer exits leaves nothing behind that was never used. */
    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        List<StreamAccount> accounts = opened(ledger).accounts();
        OperatorStateStore states = opened(store);
        if (!accounts.isEmpty() || states.getRegisteredStateNames().contains(CREDITS.getName())) {
            states.getListState(CREDITS).update(accounts);
        }
    }

    @Override
    public void open(OpenContext context) {
        left = getRuntimeContext().getMetricGroup().counter("left");
    }

    @Override
    public void processElement(LaneItem item, Context context, Collector<LaneItem> survivors)
            throws InterruptedException {
        if (item instanceof InFlight sample) {
            take(sample, context, survivors);
            return;
        }
        if (item instanceof News news) {
            opened(models).hear(news);
        }
        survivors.collect(item);
    }

    private void take(InFlight sample, Context context, Collector<LaneItem> survivors) throws InterruptedException {
        ExitOfModel model = opened(models).of(sample.bundle());
        if (sample.history().isShadow()) {
            follow(sample, model, context, survivors);
            return;
        }
        if (!sample.isScored()) { // the stage ran without its head, for nobody leaves here
            survivors.collect(sample);
            return;
        }
        int answering = sample.history().outOfTime() ? sample.journey().visits().size() : exit;
        Scored scored = Scored.of(sample, answering);
        Verdict verdict = verdict(sample, model, scored.confidence(), context);
        if (verdict == Verdict.GO_DEEPER) {
            survivors.collect(sample);
            return;
        }
        if (sample.pairing() != Pairing.COPY) {
            answer(sample, model.answering(), answering, verdict, scored, context);
        }
        side(sample, model.answering(), scored, context).ifPresent(survivors::collect);
        if (verdict == Verdict.CONFIDENT && isDrawn(sample)) {
            survivors.collect(sample.shadowing(answering));
        } else {
            sample.activation().release();
        }
    }

    /** What a sample comes to as one of a pair; nothing, where it is none, or what was to be answered has no answer. */
    private static Optional<PairSide> side(InFlight sample, Answering answering, Scored scored, Context context) {
        boolean isFinite = !Float.isNaN(scored.confidence());
        boolean counts = isFinite ? sample.pairing() != Pairing.ALONE : sample.pairing() == Pairing.COPY;
        if (!counts) {
            return Optional.empty();
        }
        int predicted = isFinite ? answering.comparable(sample.history().predicted()) : PairSide.NOTHING;
        return Optional.of(PairSide.of(sample, predicted, context.timerService().currentProcessingTime()));
    }

    /** A shadow goes to the last exit, which only says whether it agrees. */
    private static void follow(InFlight shadow, ExitOfModel model, Context context, Collector<LaneItem> survivors) {
        if (!model.rule().isLast()) {
            survivors.collect(shadow);
            return;
        }
        shadow.activation().release();
        int answeredBy = shadow.history().answeredBy();
        boolean agreed = model.answering()
                .kind()
                .areSame(shadow.history().predicted(), shadow.history().answered());
        context.output(
                Agreement.AGREEMENTS,
                new Agreement(
                        model.model().id(), answeredBy, agreed, shadow.journey().multiplyAdds()));
    }

    private static boolean isDrawn(InFlight sample) {
        return sample.pairing() != Pairing.COPY
                && ShadowDraw.draws(sample.sample().origin(), sample.policy().shadowShare());
    }

    private Verdict verdict(InFlight sample, ExitOfModel model, float confidence, Context context) {
        if (sample.history().outOfTime()) {
            return Verdict.DEADLINE;
        }
        Verdict wanted = model.rule().decide(confidence, sample.policy());
        OptionalLong budget = sample.policy().limits().budget();
        if (budget.isEmpty() || model.rule().isLast()) {
            return wanted;
        }
        boolean deeper = wanted == Verdict.GO_DEEPER;
        long now = context.timerService().currentProcessingTime();
        CreditLedger account = opened(sample.pairing() == Pairing.COPY ? ledgerOfCopies : ledger);
        boolean goes = account.goesDeeper(sample.stream(), deeper, model.credit(), budget.getAsLong(), now);
        return deeper && !goes ? Verdict.BUDGET : wanted;
    }

    private void answer(InFlight sample, Answering answering, int by, Verdict verdict, Scored scored, Context context) {
        opened(left).inc();
        if (Float.isNaN(scored.confidence())) {
            context.output(RejectedRecord.REJECTS, answering.notFinite(sample, by));
        } else {
            long now = context.timerService().currentProcessingTime();
            context.output(Answer.ANSWERS, answering.answer(sample, by, verdict, scored, now));
        }
    }

    private static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the exit is not open");
        }
        return part;
    }
}
