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

    private record Decoded(String id, int label, Tensor pixels) {}

    /** Hands on what the exits say of each, in order; a few that cannot be read are left out, and told. */
    public void over(LabelledSamples samples, Screen screen, Consumer<Answer> answers) {
        Progress progress = new Progress(samples.count(), samples.unit(), screen);
        LeftOut leftOut = new LeftOut(samples.count(), samples.unit());
        StageDevice cpu = new StageDevice(StageDevice.Kind.CPU, 0);
        try (Network network = Network.open(bundle.stages(), new DjlStageEngines(threads), cpu)) {
            for (int from = 0; from < samples.count(); from += BATCH) {
                int to = Math.min(samples.count(), from + BATCH);
                answers(network, decoded(samples, from, to, leftOut)).forEach(answers);
                progress.reached(to);
            }
        } catch (StageFailure failure) {
            throw new CommandFailure(bundle.id() + " cannot be run: " + failure.getMessage(), failure);
        }
        progress.finished();
        leftOut.tell(screen);
    }

    /** The pixels of some, whole: of a clip all its frames; fails where one cannot be read. */
    public List<Tensor> pixels(LabelledSamples samples, int from, int to) {
        PixelDecoder decoder = decoder();
        List<Tensor> pixels = new ArrayList<>();
        for (int n = from; n < to; n++) {
            try {
                pixels.add(pixels(decoder, samples.sample(n)));
            } catch (UnreadableSample unreadable) {
                throw new CommandFailure(unreadable.getMessage(), unreadable);
            }
        }
        return pixels;
    }

    private List<Decoded> decoded(LabelledSamples samples, int from, int to, LeftOut leftOut) {
        PixelDecoder decoder = decoder();
        List<Decoded> decoded = new ArrayList<>();
        for (int n = from; n < to; n++) {
            try {
                LabelledSample sample = samples.sample(n);
                decoded.add(new Decoded(samples.id(n), sample.label(), pixels(decoder, sample)));
            } catch (UnreadableSample unreadable) {
                leftOut.add(unreadable);
            }
        }
        return decoded;
    }

    private List<Answer> answers(Network network, List<Decoded> decoded) throws StageFailure {
        if (decoded.isEmpty()) {
            return List.of();
        }
        List<float[][]> logits =
                network.logits(decoded.stream().map(Decoded::pixels).toList());
        List<Answer> answers = new ArrayList<>();
        for (int n = 0; n < decoded.size(); n++) {
            int row = n;
            answers.add(new Answer(
                    decoded.get(n).id(),
                    decoded.get(n).label(),
                    logits.stream().map(exit -> exit[row]).toList(),
                    bundle.task()));
        }
        return answers;
    }

    private static Tensor pixels(PixelDecoder decoder, LabelledSample sample) throws UnreadableSample {
        try {
            return decoder.decode(sample.pictures());
        } catch (Refusal refusal) {
            throw new UnreadableSample(sample.name() + " is refused: " + refusal.detail(), refusal);
        }
    }

    private PixelDecoder decoder() {
        return new PixelDecoder(FramesSettings.from(new Configuration(), new ArrayList<>()), bundle);
    }
}
