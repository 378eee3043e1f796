package dev.offramp.stage.djl;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.offramp.sample.DataType;
import dev.offramp.stage.Activation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a deeper stage does before it runs: a batch of 16 from the survivors of several native batches. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class GatherBenchmark {

    private static final int BATCH = 16;

    /** How many rows of each upstream batch survive. */
    @Param({"1", "3", "16"})
    private int survivors;

    /** Floats of a row. */
    @Param({"4096", "131072"})
    private int floats;

    private NDManager manager;
    private Gather gather;
    private SharedScript cast;
    private SharedScript script;
    private List<Activation> rows;

    @Setup
    public void prepare() throws IOException, MalformedModelException {
        EngineSwitches.set(1);
        cast = SharedScript.ofThisJob(Bfloat16.SCRIPT, Device.cpu());
        script = SharedScript.ofThisJob(GatherScript.SCRIPT, Device.cpu());
        Casts casts = new Casts(List.of(DataType.FLOAT32), new Bfloat16(cast));
        gather = new Gather(casts, new GatherScript(script));
        manager = Engine.getEngine("PyTorch").newBaseManager();
        rows = new ArrayList<>();
        while (rows.size() < BATCH) {
            NDList tensors = new NDList(manager.zeros(new Shape(BATCH, floats), ai.djl.ndarray.types.DataType.FLOAT32));
            List<Activation> batch = NativeBatch.rowsOf(manager, tensors, casts, BATCH, new AtomicInteger());
            for (int n = 0; n < survivors && rows.size() < BATCH; n++) {
                rows.add(batch.get(n * BATCH / survivors));
            }
        }
    }

    @Benchmark
    public long gather() {
        try (NDManager scope = manager.newSubManager()) {
            return gather.batchOf(rows, scope).get(0).size();
        }
    }

    @TearDown
    public void close() {
        manager.close();
        script.close();
        cast.close();
    }
}
