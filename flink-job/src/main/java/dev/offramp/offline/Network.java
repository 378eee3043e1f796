package dev.offramp.offline;

import dev.offramp.bundle.StageSpec;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageEngine;
import dev.offramp.stage.StageEngines;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.StageRows;
import java.util.ArrayList;
import java.util.List;

/**
 * All stages of a bundle in one thread, without a stream: what every exit would say, for evaluation and calibration, or stage by
 * stage, for whoever decides between them.
 */
public final class Network implements AutoCloseable {

    private final List<StageSpec> stages;
    private final List<StageEngine> engines = new ArrayList<>();

    /** Opens every stage on one device; closes those already open where one cannot be opened. */
    public static Network open(List<StageSpec> stages, StageEngines engines, StageDevice device) throws StageFailure {
        Network network = new Network(stages);
        try {
            for (StageSpec stage : stages) {
                network.engines.add(engines.open(stage, device));
            }
            return network;
        } catch (StageFailure e) {
            network.close();
            throw e;
        }
    }

    private Network(List<StageSpec> stages) {
        this.stages = List.copyOf(stages);
    }

    /**
     * Runs a batch to the last exit.
     *
     * @param pixels one a sample, whole: uint8 [height, width, 3], or of a clip [frames, height, width, 3]
     * @return for each exit in order, one array of logits a sample
     */
    public List<float[][]> logits(List<Tensor> pixels) throws StageFailure {
        List<float[][]> logits = new ArrayList<>(engines.size());
        List<Activation> before = List.of();
        for (int stage = 1; stage <= engines.size(); stage++) {
            List<Activation> entering = frames(stage).inputs(pixels, before);
            StageRows rows = run(stage, entering);
            entering.forEach(Activation::release);
            before = rows.activations();
            logits.add(rows.logits());
        }
        return logits;
    }

    /**
     * Runs a batch to the last exit as if there were no others: heads that their stages can do without are not computed.
     *
     * @param pixels as {@link #logits} takes them
     * @return one array of logits a sample
     */
    public float[][] lastLogits(List<Tensor> pixels) throws StageFailure {
        List<Activation> before = List.of();
        for (int stage = 1; stage < engines.size(); stage++) {
            List<Activation> entering = frames(stage).inputs(pixels, before);
            before = runWithoutHead(stage, entering).activations();
            entering.forEach(Activation::release);
        }
        List<Activation> entering = frames(engines.size()).inputs(pixels, before);
        float[][] logits = run(engines.size(), entering).logits();
        entering.forEach(Activation::release);
        return logits;
    }

    /** What a stage (1-based) takes of whole samples. */
    public StageFrames frames(int stage) {
        return new StageFrames(stages.get(stage - 1));
    }

    /**
     * Runs one stage.
     *
     * @param stage 1-based
     * @param batch as that stage takes it; it stays the caller's
     */
    public StageRows run(int stage, List<Activation> batch) throws StageFailure {
        return engines.get(stage - 1).run(batch);
    }

    /** The same without the stage's head, where it can do without; else its rows have logits that nobody asked for. */
    public StageRows runWithoutHead(int stage, List<Activation> batch) throws StageFailure {
        StageEngine engine = engines.get(stage - 1);
        return stages.get(stage - 1).runsWithoutHead() ? engine.runWithoutHead(batch) : engine.run(batch);
    }

    @Override
    public void close() {
        engines.forEach(StageEngine::close);
    }
}
