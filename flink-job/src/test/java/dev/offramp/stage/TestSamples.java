package dev.offramp.stage;

import dev.offramp.budget.BudgetCurve;
import dev.offramp.budget.DepthPlan;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.StageSpec;
import dev.offramp.bundle.TensorSpec;
import dev.offramp.model.Model;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.ServedBundle;
import dev.offramp.policy.Thresholds;
import dev.offramp.sample.AnswerKind;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.DataType;
import dev.offramp.sample.Origin;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Samples of one pixel and a bundle of three stages for them, as {@link TestingStages} reads them. */
public final class TestSamples {

    public static final int STAGES = 3;
    public static final Policy POLICY = Policy.of(0, ConfidenceMeasure.MAX_SOFTMAX, Thresholds.of(0.9f, 0.9f));

    public static final BundleId ID = new BundleId("testing", "1");

    private TestSamples() {}

    public static Sample sample(String stream, long sequence) {
        Origin origin = new Origin("frames", 0, sequence, 1_000 + sequence);
        return new Sample(origin, stream, sequence, sequence, OptionalInt.of(1));
    }

    public static InFlight inFlight(String stream, long sequence, int difficulty) {
        return inFlight(stream, sequence, difficulty, POLICY);
    }

    public static InFlight inFlight(String stream, long sequence, int difficulty, Policy policy) {
        byte[] pixel = {(byte) difficulty, 0, 0};
        Tensor pixels = new Tensor(DataType.UINT8, List.of(1, 1, 3), pixel);
        return InFlight.entering(sample(stream, sequence), ID, policy, pixels);
    }

    public static Bundle bundle() {
        return bundle(STAGES);
    }

    public static Bundle bundle(int exits) {
        return bundle(ID, exits);
    }

    /** Under another name or version. */
    public static Bundle bundle(BundleId id, int exits) {
        List<StageSpec> stages = new ArrayList<>();
        for (int number = 1; number <= exits; number++) {
            stages.add(stage(number));
        }
        Policy policy =
                exits == STAGES ? POLICY : Policy.of(0, ConfidenceMeasure.MAX_SOFTMAX, Thresholds.closed(exits - 1));
        return new Bundle(id, "testing", List.of("no", "yes"), 1, 1, stages, policy);
    }

    /** The same of other classes. */
    public static Bundle bundle(BundleId id, List<String> classes) {
        Bundle like = bundle();
        return new Bundle(id, like.family(), classes, 1, 1, like.stages(), like.policy());
    }

    /** The same whose stages before the last can do without their heads, which have 40 of their 100 multiply-adds. */
    public static Bundle withoutHeads() {
        Bundle like = bundle();
        List<StageSpec> stages = like.stages().stream()
                .map(stage -> new StageSpec(
                        stage.number(),
                        stage.precision(),
                        stage.file(),
                        stage.sha256(),
                        stage.inputs(),
                        stage.outputs(),
                        stage.multiplyAdds(),
                        stage.cumulativeMultiplyAdds(),
                        stage.number() == STAGES ? 0 : 40))
                .toList();
        return new Bundle(like.id(), like.family(), like.classes(), 1, 1, stages, like.policy());
    }

    /** The same whose answers are of another kind. */
    public static Bundle answering(AnswerKind kind) {
        Bundle like = bundle();
        return new Bundle(
                like.id(),
                like.family(),
                like.classes(),
                like.frames(),
                like.height(),
                like.width(),
                like.resize(),
                like.stages(),
                like.policy(),
                like.calibrationFile(),
                like.variants(),
                like.classNames(),
                kind);
    }

    /** A bundle of which nobody knows a curve, as operators take it. */
    public static Model model(Bundle bundle) {
        List<Double> costs =
                Arrays.stream(bundle.cumulativeMultiplyAdds()).boxed().toList();
        return new Model(
                bundle,
                ServedBundle.uncalibrated(bundle.id(), bundle.policy(), costs.get(0)),
                new DepthPlan(BudgetCurve.uncalibrated(costs), costs));
    }

    /** The same for clips, which are as hard as their first frame. */
    public static Bundle clipBundle(int frames) {
        Bundle like = bundle();
        return new Bundle(
                like.id(),
                like.family(),
                like.classes(),
                frames,
                1,
                1,
                like.resize(),
                like.stages().stream()
                        .map(stage -> stage(stage.number(), List.of(-1, frames, 1, 1, 3)))
                        .toList(),
                like.policy(),
                like.calibrationFile(),
                like.variants(),
                like.classNames());
    }

    /** Frames of a clip; {@link #overFrames()} looks at some of them. */
    public static final int CLIP = 8;

    /** Positions of the frames that each stage of {@link #overFrames()} looks at. */
    public static final List<List<Integer>> LOOKS = List.of(List.of(4), List.of(0), List.of(7, 2));

    /** The same for clips of {@link #CLIP} frames, each stage of which looks at its own; they are as hard as the first that is looked at. */
    public static Bundle overFrames() {
        Bundle like = clipBundle(CLIP);
        return new Bundle(
                like.id(),
                like.family(),
                like.classes(),
                CLIP,
                1,
                1,
                like.resize(),
                like.stages().stream().map(stage -> looking(stage.number())).toList(),
                like.policy(),
                like.calibrationFile(),
                like.variants(),
                like.classNames());
    }

    private static StageSpec looking(int number) {
        List<Integer> frames = LOOKS.get(number - 1);
        List<TensorSpec> inputs = new ArrayList<>();
        inputs.add(new TensorSpec("pixels", DataType.UINT8, List.of(-1, frames.size(), 1, 1, 3), frames));
        for (int before = number - 1; before > 0; before--) {
            inputs.add(new TensorSpec(
                    "seen", DataType.UINT8, List.of(-1, LOOKS.get(before - 1).size(), 1, 1, 3)));
        }
        TensorSpec logits = new TensorSpec("logits", DataType.FLOAT32, List.of(-1, 2));
        List<TensorSpec> outputs = new ArrayList<>();
        inputs.forEach(seen -> outputs.add(new TensorSpec("seen", seen.type(), seen.shape())));
        outputs.add(logits);
        return new StageSpec(number, "", "", inputs, outputs, 100, 100L * number);
    }

    public static StageSpec stage(int number) {
        return stage(number, List.of(-1, 1, 1, 3));
    }

    private static StageSpec stage(int number, List<Integer> shape) {
        TensorSpec pixels = new TensorSpec("pixels", DataType.UINT8, shape);
        TensorSpec logits = new TensorSpec("logits", DataType.FLOAT32, List.of(-1, 2));
        return new StageSpec(number, "", "", List.of(pixels), List.of(pixels, logits), 100, 100L * number);
    }
}
