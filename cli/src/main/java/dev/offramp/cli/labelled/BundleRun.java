package dev.offramp.cli.labelled;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.frames.FramesSettings;
import dev.offramp.frames.PixelDecoder;
import dev.offramp.offline.Network;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.StageFailure;
import dev.offramp.stage.djl.DjlStageEngines;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;

/**
 * Runs a bundle over pictures or clips as the job would, decoder and stages alike, but every sample to the last exit.
 *
 * @param threads within one operation of the engine
 */
public record BundleRun(Bundle bundle, int threads) {

    private static final int BATCH = 64;

    /** Hands on what the exits say of each, in order. */
    public void over(LabelledSamples samples, Screen screen, Consumer<Answer> answers) {
        Progress progress = new Progress(samples.count(), samples.unit(), screen);
        StageDevice cpu = new StageDevice(StageDevice.Kind.CPU, 0);
        try (Network network = Network.open(bundle.stages(), new DjlStageEngines(threads), cpu)) {
            for (int from = 0; from < samples.count(); from += BATCH) {
                int to = Math.min(samples.count(), from + BATCH);
                batch(network, samples, from, to).forEach(answers);
                progress.reached(to);
            }
        } catch (StageFailure failure) {
            throw new CommandFailure(bundle.id() + " cannot be run: " + failure.getMessage(), failure);
        }
        progress.finished();
    }

    /** The pixels of some, whole: of a clip all its frames. */
    public List<Tensor> pixels(LabelledSamples samples, int from, int to) {
        PixelDecoder decoder = decoder();
        List<Tensor> pixels = new ArrayList<>();
        for (int n = from; n < to; n++) {
            pixels.add(pixels(decoder, samples.sample(n)));
        }
        return pixels;
    }

    private List<Answer> batch(Network network, LabelledSamples samples, int from, int to) throws StageFailure {
        PixelDecoder decoder = decoder();
        List<Tensor> pixels = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int n = from; n < to; n++) {
            LabelledSample sample = samples.sample(n);
            pixels.add(pixels(decoder, sample));
            labels.add(sample.label());
        }
        List<float[][]> logits = network.logits(pixels);
        List<Answer> answers = new ArrayList<>();
        for (int n = 0; n < pixels.size(); n++) {
            int row = n;
            answers.add(new Answer(
                    samples.id(from + n),
                    labels.get(n),
                    logits.stream().map(exit -> exit[row]).toList()));
        }
        return answers;
    }

    private Tensor pixels(PixelDecoder decoder, LabelledSample sample) {
        try {
            return decoder.decode(sample.pictures());
        } catch (Refusal refusal) {
            throw new CommandFailure(sample.name() + " is refused: " + refusal.detail(), refusal);
        }
    }

    private PixelDecoder decoder() {
        return new PixelDecoder(FramesSettings.from(new Configuration(), new ArrayList<>()), bundle);
    }
}
