package dev.offramp.bench;

import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.RetainedMemory;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageRows;
import dev.offramp.stage.WirePrecision;
import dev.offramp.stage.WithPixels;
import java.util.ArrayList;
import java.util.List;

/** Runs a batch in pieces, each of the rows that one run of the stage before left; a batch of stage 1 is one piece. */
record PiecemealEngine(StageEngine engine, PieceCounts counts, int stage) implements StageEngine {

    /** The whole stage, or the stage without its head. */
    private interface Way {
        StageRows run(List<Activation> piece) throws StageFailure;
    }

    @Override
    public StageRows run(List<Activation> batch) throws StageFailure {
        return run(batch, engine::run);
    }

    @Override
    public StageRows runWithoutHead(List<Activation> batch) throws StageFailure {
        return run(batch, engine::runWithoutHead);
    }

    private StageRows run(List<Activation> batch, Way way) throws StageFailure {
        List<Activation> activations = new ArrayList<>(batch.size());
        List<float[]> logits = new ArrayList<>(batch.size());
        int from = 0;
        for (int to = 1; to <= batch.size(); to++) {
            if (to == batch.size() || !sameRun(batch.get(from), batch.get(to))) {
                StageRows rows = runPiece(batch.subList(from, to), way);
                activations.addAll(rows.activations());
                logits.addAll(List.of(rows.logits()));
                from = to;
            }
        }
        return new StageRows(activations, logits.toArray(float[][]::new));
    }

    private StageRows runPiece(List<Activation> piece, Way way) throws StageFailure {
        StageRows rows = way.run(piece.stream().map(PiecemealEngine::bare).toList());
        counts.ran(stage, piece.size());
        Run run = new Run();
        List<Activation> traced = rows.activations().stream()
                .<Activation>map(row -> new Traced(row, run))
                .toList();
        return new StageRows(traced, rows.logits());
    }

    private static boolean sameRun(Activation one, Activation other) {
        return !(before(one) instanceof Traced first)
                || !(before(other) instanceof Traced second)
                || first.run == second.run;
    }

    /** What the stage before handed on, where frames of a clip come with it. */
    private static Activation before(Activation activation) {
        return activation instanceof WithPixels composite ? composite.before() : activation;
    }

    private static Activation bare(Activation activation) {
        if (activation instanceof WithPixels composite) {
            return new WithPixels(composite.pixels(), bare(composite.before()));
        }
        return activation instanceof Traced traced ? traced.row : activation;
    }

    @Override
    public int inflightBatches() {
        return engine.inflightBatches();
    }

    @Override
    public void close() {
        engine.close();
    }

    /** One run of a stage, known by its identity. */
    private static final class Run {}

    /** A row that knows which run it came from. */
    private record Traced(Activation row, Run run) implements Activation {

        @Override
        public RetainedMemory kept() {
            return row.kept();
        }

        @Override
        public List<Tensor> tensors(WirePrecision wire) {
            return row.tensors(wire);
        }

        @Override
        public void release() {
            row.release();
        }
    }
}
