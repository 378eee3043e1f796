package dev.offramp.bench;

import dev.offramp.bundle.StageSpec;
import dev.offramp.exit.ExitRule;
import dev.offramp.exit.Verdict;
import dev.offramp.policy.Policy;
import dev.offramp.stage.Activation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageRows;
import java.util.ArrayList;
import java.util.List;

/** One thread's share of a bare loop: the stages with real exits between them, survivors regrouped into full batches. */
final class BareWorker implements AutoCloseable {

    private final List<StageEngine> engines = new ArrayList<>();
    private final List<List<Activation>> waiting = new ArrayList<>();
    private final BareNetwork network;
    private final Policy policy;

    BareWorker(BareNetwork network, Policy policy) throws StageFailure {
        this.network = network;
        this.policy = policy;
        for (StageSpec stage : network.bundle().stages()) {
            engines.add(network.engines().open(stage, new StageDevice(StageDevice.Kind.CPU, 0)));
            waiting.add(new ArrayList<>());
        }
    }

    /** Answers every sample. */
    void run(List<Activation> pixels) throws StageFailure {
        for (Activation sample : pixels) {
            enter(0, sample);
        }
        for (int stage = 0; stage < engines.size(); stage++) {
            if (!waiting.get(stage).isEmpty()) {
                runBatch(stage);
            }
        }
    }

    private void enter(int stage, Activation sample) throws StageFailure {
        waiting.get(stage).add(sample);
        if (waiting.get(stage).size() == network.settings().get(stage).maxBatchSize()) {
            runBatch(stage);
        }
    }

    private void runBatch(int stage) throws StageFailure {
        List<Activation> batch = List.copyOf(waiting.get(stage));
        waiting.get(stage).clear();
        StageRows rows = engines.get(stage).run(batch);
        batch.forEach(Activation::release);
        ExitRule rule = new ExitRule(stage + 1, engines.size());
        for (int row = 0; row < batch.size(); row++) {
            float confidence = policy.criterion().confidence(stage + 1, rows.logits()[row], 1);
            if (rule.decide(confidence, policy) == Verdict.GO_DEEPER) {
                enter(stage + 1, rows.activations().get(row));
            } else {
                rows.activations().get(row).release();
            }
        }
    }

    @Override
    public void close() {
        engines.forEach(StageEngine::close);
    }
}
