package dev.offramp.exit;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Consistency;
import dev.offramp.policy.Policy;
import dev.offramp.policy.Thresholds;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What an exit does for every sample: confidence from logits, the decision, and the classes of an answer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExitRuleBenchmark {

    @Param({"10", "100", "1000"})
    private int classes;

    @Param
    private ConfidenceMeasure measure;

    private final ExitRule rule = new ExitRule(1, 2);
    private Policy policy;
    private float[] logits;

    @Setup
    public void prepare() {
        policy = Policy.of(1, measure, Thresholds.of(0.5f));
        logits = new float[classes];
        Random random = new Random(7);
        for (int i = 0; i < classes; i++) {
            logits[i] = (float) random.nextGaussian();
        }
    }

    @Benchmark
    public Verdict decide() {
        return rule.decide(policy.criterion().confidence(1, logits, Consistency.FIRST), policy);
    }

    @Benchmark
    public Object rank() {
        return Ranking.top(logits, 3);
    }
}
