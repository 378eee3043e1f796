package dev.offramp.stage;

import dev.offramp.bundle.StageSpec;
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

        /** A sample that the model fails on. */
        void refuse(RejectedRecord reject);
    }

    private final StageSpec stage;
    private final BatchRunner runner;
    private final BatchCosts costs;
    private final StageMetrics metrics;
    private final Function<T, InFlight> sampleOf;
    private final Timeliness timeliness = new Timeliness();

    StageRun(
            StageSpec stage,
            BatchRunner runner,
            BatchCosts costs,
            StageMetrics metrics,
            Function<T, InFlight> sampleOf) {
        this.stage = stage;
        this.runner = runner;
        this.costs = costs;
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
        if (inTime.isEmpty()) {
            return;
        }
        List<Activation> inputs =
                inTime.stream().map(sample -> sample(sample).activation()).toList();
        Result result = runner.run(inputs);
        inputs.forEach(Activation::release);
        result.runs().forEach(this::learn);
        for (int i = 0; i < inTime.size(); i++) {
            emit(inTime.get(i), result.outcomes().get(i), output);
        }
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

    private void learn(EngineRun run) {
        metrics.ran(run.size(), run.micros());
        costs.ran(run.size(), run.micros());
        timeliness.ran(run.micros(), System.nanoTime());
    }

    private void emit(Waiting<T> waiting, Outcome outcome, Output<T> output) {
        if (outcome instanceof Row row) {
            output.emit(waiting.item(), behind(waiting, row));
        } else if (outcome instanceof Failed failed) {
            metrics.failed();
            ModelFailed.reject(stage.number(), sample(waiting), failed.failure())
                    .ifPresent(output::refuse);
        }
    }

    private InFlight behind(Waiting<T> waiting, Row row) {
        long nowNanos = System.nanoTime();
        timeliness.waitedAndRan(waiting.queueMicros(nowNanos), nowNanos);
        EngineRun run = row.run();
        long waited = waiting.queueMicros(run.startNanos());
        metrics.waited(waited);
        Visit visit = new Visit(waited, run.micros(), run.size());
        return sample(waiting).after(visit, stage.multiplyAdds(), row.activation(), row.logits());
    }
}
