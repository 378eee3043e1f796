package dev.offramp.throughput;

import dev.offramp.sample.BundleId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What one interval of throughput costs the task that adds up the totals of so many others: it reads, adds and writes. Divided by
 * the interval (a window of 10 s, or 1 s where the job steers) it is a share of a core. {@link #tree} is what the busiest task of a
 * job does; {@link #flat}, what it would do without layers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class WindowBenchmark {

    private static final int STAGES = 4;
    private static final TotalsByBundleFormat FORMAT = new TotalsByBundleFormat();

    @Param("1000")
    private int subtasks;

    /** That a subtask answers in an interval. */
    @Param({"200", "2000"})
    private int answers;

    private final DataInputDeserializer in = new DataInputDeserializer();
    private final DataOutputSerializer out = new DataOutputSerializer(1 << 20);
    private byte[] ofOneSubtask;

    @Setup
    public void prepare() throws IOException {
        Random random = new Random(7);
        List<ExitTotals> exits = new ArrayList<>();
        List<StageTotals> stages = new ArrayList<>();
        for (int k = 0; k < STAGES; k++) {
            exits.add(new ExitTotals(answers, answers, answers, 0, 0, times(random)));
            stages.add(new StageTotals(answers, answers, times(random), times(random)));
        }
        Totals totals = new Totals(1, 0, new BudgetTotals(0, 0, 0), LimitTotals.NONE, exits, stages, 1);
        FORMAT.write(TotalsByBundle.of(new BundleId("tiny", "1.0.0"), totals), out);
        ofOneSubtask = out.getCopyOfBuffer();
    }

    private Histogram times(Random random) {
        Histogram times = Latencies.empty();
        for (int i = 0; i < answers; i++) {
            Latencies.record(times, (long) (20_000 * Math.exp(random.nextGaussian())));
        }
        return times;
    }

    @Benchmark
    public int tree() throws IOException {
        return sum(SumOperator.layer(subtasks));
    }

    @Benchmark
    public int flat() throws IOException {
        return sum(subtasks);
    }

    private int sum(int inputs) throws IOException {
        SumByBundle sum = new SumByBundle();
        for (int n = 0; n < inputs; n++) {
            in.setBuffer(ofOneSubtask);
            sum.add(FORMAT.read(FORMAT.version(), in));
        }
        out.clear();
        FORMAT.write(sum.totals(), out);
        return out.length();
    }
}
