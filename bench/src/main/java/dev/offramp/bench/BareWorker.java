package dev.offramp.bench;

import dev.offramp.exit.ExitRule;
import dev.offramp.exit.Verdict;
import dev.offramp.offline.Network;
import dev.offramp.policy.Policy;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.ExitHistory;
import dev.offramp.stage.HeapActivation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageRows;
import dev.offramp.stage.StageSettings;
import java.util.ArrayList;
import java.util.List;

/** One thread's share of a bare loop: the stages with real exits between them, survivors regrouped into full batches. */
final class BareWorker implements AutoCloseable {

    /** A sample before a stage. */
    private record Waiting(Tensor pixels, Activation before, ExitHistory history) {}

    private final List<List<Waiting>> queues = new ArrayList<>();
    private final List<StageSettings> settings;
    private final Policy policy;
    private final Network network;

    BareWorker(BareNetwork bare, Policy policy) throws StageFailure {
        this.settings = bare.settings();
        this.policy = policy;
        this.network = Network.open(bare.bundle().stages(), bare.engines(), new StageDevice(StageDevice.Kind.CPU, 0));
        bare.bundle().stages().forEach(stage -> queues.add(new ArrayList<>()));
    }

    /** Answers every sample. */
    void run(List<Tensor> pixels) throws StageFailure {
        for (Tensor sample : pixels) {
            enter(1, new Waiting(sample, HeapActivation.NOTHING, ExitHistory.NOT_BEGUN));
        }
        for (int stage = 1; stage <= queues.size(); stage++) {
            if (!queues.get(stage - 1).isEmpty()) {
                runBatch(stage);
            }
        }
    }

    private void enter(int stage, Waiting sample) throws StageFailure {
        List<Waiting> queue = queues.get(stage - 1);
        queue.add(sample);
        if (queue.size() == settings.get(stage - 1).maxBatchSize()) {
            runBatch(stage);
        }
    }

    private void runBatch(int stage) throws StageFailure {
        List<Waiting> batch = List.copyOf(queues.get(stage - 1));
        queues.get(stage - 1).clear();
        List<Activation> inputs = network.frames(stage)
                .inputs(
                        batch.stream().map(Waiting::pixels).toList(),
                        batch.stream().map(Waiting::before).toList());
        boolean isPassed = stage < queues.size() && policy.criterion().isIndifferentTo(stage);
        StageRows rows = isPassed ? network.runWithoutHead(stage, inputs) : network.run(stage, inputs);
        inputs.forEach(Activation::release);
        ExitRule rule = new ExitRule(stage, queues.size());
        for (int row = 0; row < batch.size(); row++) {
            float[] logits = rows.logits()[row];
            Waiting sample = batch.get(row);
            Waiting survivor = new Waiting(
                    sample.pixels(),
                    rows.activations().get(row),
                    sample.history().after(logits, policy.criterion().measure().task()));
            if (isPassed || verdict(rule, logits, survivor) == Verdict.GO_DEEPER) {
                enter(stage + 1, survivor);
            } else {
                survivor.before().release();
            }
        }
    }

    private Verdict verdict(ExitRule rule, float[] logits, Waiting sample) {
        float confidence = policy.criterion()
                .confidence(rule.exit(), logits, sample.history().consistency());
        return rule.decide(confidence, policy);
    }

    @Override
    public void close() {
        network.close();
    }
}
