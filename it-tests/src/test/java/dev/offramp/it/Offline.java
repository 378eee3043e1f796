package dev.offramp.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.labelled.Answer;
import dev.offramp.cli.labelled.BundleRun;
import dev.offramp.cli.labelled.LabelledPictures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.exit.ExitRule;
import dev.offramp.exit.Verdict;
import dev.offramp.offline.Network;
import dev.offramp.policy.Policy;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import dev.offramp.schema.Classification;
import dev.offramp.stage.ExitHistory;
import dev.offramp.stage.StageDevice;
import dev.offramp.stage.djl.DjlStageEngines;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What the same bundle decides without a stream. */
public final class Offline {

    /** Where one image leaves, and as what. */
    public record Decision(int exit, int predicted) {}

    private static final int BATCH = 50;

    private Offline() {}

    public static List<Decision> decide(Bundle bundle, Policy policy, List<FashionMnist.Image> images)
            throws Exception {
        List<Decision> decisions = new ArrayList<>();
        StageDevice cpu = new StageDevice(StageDevice.Kind.CPU, 0);
        try (Network network = Network.open(bundle.stages(), new DjlStageEngines(1), cpu)) {
            for (int from = 0; from < images.size(); from += BATCH) {
                List<Tensor> pixels = images.subList(from, Math.min(images.size(), from + BATCH)).stream()
                        .map(image -> pixels(bundle, image))
                        .toList();
                List<float[][]> logits = network.logits(pixels);
                for (int i = 0; i < pixels.size(); i++) {
                    int row = i;
                    decisions.add(decide(
                            policy, logits.stream().map(exit -> exit[row]).toList()));
                }
            }
        }
        return decisions;
    }

    /**
     * Each answer is what its own bundle decides without a stream, and each of the bundles gave some.
     *
     * @param number of the frame that is answered; frames show the images by turns
     */
    public static void assertDecided(
            List<Classification> answers,
            List<Path> bundles,
            List<FashionMnist.Image> images,
            ToLongFunction<Classification> number)
            throws Exception {
        Map<String, List<Decision>> offline = new HashMap<>();
        for (Path folder : bundles) {
            Bundle bundle = Bundle.open(folder);
            offline.put(bundle.id().name(), decide(bundle, bundle.policy(), images));
        }
        assertThat(answers).allSatisfy(answer -> {
            int image = (int) (number.applyAsLong(answer) % images.size());
            assertThat(new Decision(answer.getExit(), answer.getPredicted()))
                    .isEqualTo(offline.get(answer.getBundleName()).get(image));
        });
        assertThat(answers).extracting(Classification::getBundleName).containsAll(offline.keySet());
    }

    /** What a bundle's own policy decides of pictures, in their order. */
    static List<Decision> decide(Bundle bundle, LabelledPictures pictures) {
        List<Answer> answers = new ArrayList<>();
        new BundleRun(bundle, 1).over(pictures, Screen.on(new PrintWriter(new StringWriter())), answers::add);
        return answers.stream()
                .map(answer -> decide(bundle.policy(), answer.logits()))
                .toList();
    }

    /** Where a sample leaves whose exits say this, one array of logits an exit. */
    static Decision decide(Policy policy, List<float[]> logits) {
        ExitHistory history = ExitHistory.NOT_BEGUN;
        for (int exit = 1; ; exit++) {
            float[] scores = logits.get(exit - 1);
            history = history.after(scores, policy.criterion().measure().task());
            float confidence = policy.criterion().confidence(exit, scores, history.consistency());
            if (new ExitRule(exit, logits.size()).decide(confidence, policy) != Verdict.GO_DEEPER) {
                return new Decision(exit, history.predicted());
            }
        }
    }

    private static Tensor pixels(Bundle bundle, FashionMnist.Image image) {
        return new Tensor(DataType.UINT8, List.of(bundle.height(), bundle.width(), 3), image.rgb());
    }
}
