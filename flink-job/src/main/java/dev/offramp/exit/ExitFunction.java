package dev.offramp.exit;

import dev.offramp.bundle.BundleId;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.Reject;
import dev.offramp.rejects.RejectReason;
import dev.offramp.sample.InFlight;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The decision point behind one stage, keyed by stream: answers go to a side output as small records, only survivors
 * carry their activations on. Whoever leaves here frees the activation here.
 */
public final class ExitFunction extends KeyedProcessFunction<String, InFlight, InFlight> {

    private static final long serialVersionUID = 1;

    private final ExitRule rule;
    private final BundleId bundle;
    private final int topK;

    private transient @Nullable Counter left;

    /**
     * The exit behind one stage.
     *
     * @param exit  1-based
     * @param exits of the network
     * @param topK  classes in an answer
     */
    public ExitFunction(int exit, int exits, BundleId bundle, int topK) {
        this.rule = new ExitRule(exit, exits);
        this.bundle = bundle;
        this.topK = topK;
    }

    @Override
    public void open(OpenContext context) {
        left = getRuntimeContext().getMetricGroup().counter("left");
    }

    @Override
    public void processElement(InFlight sample, Context context, Collector<InFlight> survivors) {
        float confidence = sample.policy().measure().confidence(sample.logits());
        Verdict verdict = rule.decide(confidence, sample.policy());
        if (verdict == Verdict.GO_DEEPER) {
            survivors.collect(sample);
            return;
        }
        sample.activation().release();
        if (left != null) {
            left.inc();
        }
        if (Float.isNaN(confidence)) {
            context.output(Reject.REJECTS, notFinite(sample));
        } else {
            long now = context.timerService().currentProcessingTime();
            context.output(Answer.ANSWERS, answer(sample, verdict, confidence, now));
        }
    }

    private Answer answer(InFlight sample, Verdict verdict, float confidence, long nowMillis) {
        return new Answer(
                sample.sample(),
                bundle,
                sample.policy().version(),
                sample.policy().budget(),
                rule.exit(),
                verdict,
                confidence,
                Ranking.top(sample.logits(), topK),
                sample.journey(),
                nowMillis);
    }

    private Reject notFinite(InFlight sample) {
        List<Integer> bad = NotFinite.indices(sample.logits());
        Refusal refusal = new Refusal(
                RejectReason.NOT_FINITE,
                "exit " + rule.exit() + " of " + bundle + " scored classes " + bad
                        + " with a number that is not finite");
        byte[] key = sample.stream().getBytes(StandardCharsets.UTF_8);
        return Reject.of(sample.sample().origin(), key, new byte[0], refusal, 0);
    }
}
