package dev.offramp.stage;

import dev.offramp.bundle.StageSpec;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectedRecord;
import dev.offramp.stage.BatchRunner.EngineRun;
import dev.offramp.stage.BatchRunner.Failed;
import dev.offramp.stage.BatchRunner.Outcome;
import dev.offramp.stage.BatchRunner.Result;
import dev.offramp.stage.BatchRunner.Row;
import dev.offramp.stage.MicroBatch.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Runs the samples of a batch that is due, and says what becomes of each: a row, a reject, or as it came, because it would be late.
 * Learns from every run what the next will take. Not thread-safe.
 *
 * @param <T> what carries a sample
 */
final class StageRun<T> {

    /** Where the samples of a batch go, in the order in which they came. */
    interface Output<T> {

        /** A sample behind the stage, or passed by. */
        void emit(T before, InFlight after);

        /** A sample that the model fails on, or of which a frame cannot be decoded: what is to be told where somebody waits for it. */
        void fail(T before, RejectedRecord reject);
    }

    /** A sample whose input is there. */
    private record Ready<T>(Waiting<T> waiting, Activation input) {}

    private final StageSpec stage;
    private final StageInputs inputs;
    private final BatchRunner runner;
    private final BatchCosts costs;
    private final StageMetrics metrics;
    private final Function<T, InFlight> sampleOf;
    private final Timeliness timeliness = new Timeliness();

    StageRun(WarmStage stage, StageMetrics metrics, Function<T, InFlight> sampleOf) {
        this.stage = stage.spec();
        this.inputs = stage.inputs();
        this.runner = stage.runner();
        this.costs = stage.costs();
        this.metrics = metrics;
        this.sampleOf = sampleOf;
    }

    /** Whether a sample that comes now would be late, having waited for its batch. */
    boolean isTooLateToWait(InFlight sample, long nowMillis) {
        return timeliness.isTooLateToWait(sample, nowMillis, System.nanoTime());
    }

    /** Runs those that can be in time; the activations of those that ran, or cannot be run, are released. */
    void run(List<Waiting<T>> samples, long nowMillis, Output<T> output) throws StageFailure {
        List<Waiting<T>> inTime = inTime(samples, nowMillis, output);
        long startNanos = System.nanoTime();
        List<Ready<T>> ready = ready(inTime, output);
        long decodeMicros = inputs.frames() == 0 ? 0 : (System.nanoTime() - startNanos) / 1000;
        if (ready.isEmpty()) {
            return;
        }
        List<Activation> batch = ready.stream().map(Ready::input).toList();
        boolean withHead = !stage.runsWithoutHead()
                || ready.stream().anyMatch(each -> sample(each.waiting()).wantsScoresOf(stage.number()));
        Result result = withHead ? runner.run(batch) : runner.runWithoutHead(batch);
        batch.forEach(Activation::release);
        result.runs().forEach(run -> learn(run, decodeMicros * run.size() / batch.size()));
        metrics.decoded(inputs.frames() * batch.size(), decodeMicros);
        for (int i = 0; i < batch.size(); i++) {
            emit(ready.get(i).waiting(), result.outcomes().get(i), decodeMicros, output);
        }
    }

    /** Those of whom a frame cannot be decoded are refused; the others run. */
    private List<Ready<T>> ready(List<Waiting<T>> waiting, Output<T> output) {
        List<Ready<T>> ready = new ArrayList<>(waiting.size());
        for (Waiting<T> each : waiting) {
            try {
                ready.add(new Ready<>(each, inputs.of(sample(each))));
            } catch (Refusal refusal) {
                refuse(each, refusal, output);
            }
        }
        return ready;
    }

    private void refuse(Waiting<T> waiting, Refusal refusal, Output<T> output) {
        metrics.undecodable();
        sample(waiting).activation().release();
        output.fail(waiting.item(), RejectedRecord.of(sample(waiting).sample(), refusal));
    }

    private InFlight sample(Waiting<T> waiting) {
        return sampleOf.apply(waiting.item());
    }

    private List<Waiting<T>> inTime(List<Waiting<T>> samples, long nowMillis, Output<T> output) {
        long nowNanos = System.nanoTime();
        List<Waiting<T>> inTime = new ArrayList<>(samples.size());
        for (Waiting<T> sample : samples) {
            if (timeliness.isTooLateToRun(sample(sample), nowMillis, nowNanos)) {
                output.emit(sample.item(), sample(sample).late());
            } else {
                inTime.add(sample);
            }
        }
        return inTime;
    }

    /** Whether the next can be in time depends on decoding too; what batches save does not, for each frame is decoded by itself. */
    private void learn(EngineRun run, long decodeMicros) {
        metrics.ran(run.size(), run.micros());
        costs.ran(run.size(), run.micros());
        timeliness.ran(decodeMicros + run.micros(), System.nanoTime());
    }

    private void emit(Waiting<T> waiting, Outcome outcome, long decodeMicros, Output<T> output) {
        if (outcome instanceof Row row) {
            output.emit(waiting.item(), behind(waiting, row, decodeMicros));
        } else if (outcome instanceof Failed failed) {
            metrics.failed();
            output.fail(waiting.item(), ModelFailed.reject(stage.number(), sample(waiting), failed.failure()));
        }
    }

    private InFlight behind(Waiting<T> waiting, Row row, long decodeMicros) {
        long nowNanos = System.nanoTime();
        timeliness.waitedAndRan(waiting.queueMicros(nowNanos), nowNanos);
        EngineRun run = row.run();
        long waited = Math.max(0, waiting.queueMicros(run.startNanos()) - decodeMicros);
        metrics.waited(waited);
        Visit visit = new Visit(waited, run.micros(), run.size());
        long spared = row.logits().length == 0 ? stage.headMultiplyAdds() : 0;
        return sample(waiting)
                .lookedAt(inputs.frames())
                .after(visit, stage.multiplyAdds() - spared, row.activation(), row.logits());
    }
}
