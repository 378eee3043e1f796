package dev.offramp.bundle;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.sample.DataType;
import dev.offramp.sample.LabelSet;
import dev.offramp.sample.Task;
import java.util.ArrayList;
import java.util.List;

/** Whether what a manifest says can be a multi-exit network: shapes fit, costs rise, thresholds match the exits. */
final class BundleCheck {

    private final Bundle bundle;
    private final List<String> problems = new ArrayList<>();

    BundleCheck(Bundle bundle) {
        this.bundle = bundle;
    }

    List<String> problems() {
        if (bundle.stages().isEmpty() || bundle.classes().isEmpty()) {
            problems.add("a bundle needs at least one stage and one class");
            return problems;
        }
        bundle.stages().forEach(this::checkOutputs);
        if (problems.isEmpty()) {
            checkInput();
            checkChain();
        }
        checkCosts();
        if (bundle.policy().thresholds().count() != bundle.earlyExits()) {
            problems.add("policy has " + bundle.policy().thresholds().count() + " thresholds, "
                    + bundle.stages().size() + " stages need " + bundle.earlyExits());
        }
        checkTask();
        return problems;
    }

    private void checkTask() {
        ConfidenceMeasure measure = bundle.policy().criterion().measure();
        if (measure.task() != bundle.task()) {
            problems.add("policy has the measure " + measure + ", which is for " + measure.task() + ", but the task is "
                    + bundle.task());
        }
        if (bundle.task() == Task.MULTI_LABEL && bundle.classes().size() > LabelSet.MOST_LABELS) {
            problems.add("a multi-label bundle can have " + LabelSet.MOST_LABELS + " labels at most, has "
                    + bundle.classes().size());
        }
        if (bundle.task() == Task.REGRESSION) {
            checkNumber();
        }
    }

    private void checkNumber() {
        float tolerance = bundle.answers().tolerance();
        if (!(tolerance > 0) || !Float.isFinite(tolerance)) {
            problems.add(
                    "a regression bundle needs a tolerance above 0, within which a number is right, has " + tolerance);
        }
        if (bundle.classes().size() != 1) {
            problems.add("a regression bundle has one class, what it counts or measures, has "
                    + bundle.classes().size());
        }
    }

    private void checkOutputs(StageSpec stage) {
        if (stage.inputs().isEmpty() || stage.outputs().isEmpty()) {
            problems.add("stage " + stage.number() + " needs inputs and outputs");
            return;
        }
        for (TensorSpec tensor : concat(stage)) {
            if (!isBatch(tensor.shape())) {
                problems.add("stage " + stage.number() + ": " + tensor
                        + " must have the batch, -1, as first dimension, and positive sizes after it");
            }
        }
        TensorSpec logits = stage.outputs().get(stage.outputs().size() - 1);
        TensorSpec wanted = new TensorSpec(
                "logits", DataType.FLOAT32, List.of(-1, bundle.classes().size()));
        if (!wanted.fits(logits)) {
            problems.add("stage " + stage.number() + " ends with " + logits + ", wanted is " + wanted);
        }
    }

    private static boolean isBatch(List<Integer> shape) {
        return !shape.isEmpty() && shape.get(0) == -1 && shape.stream().skip(1).allMatch(size -> size > 0);
    }

    private static List<TensorSpec> concat(StageSpec stage) {
        List<TensorSpec> tensors = new ArrayList<>(stage.inputs());
        tensors.addAll(stage.outputs());
        return tensors;
    }

    private void checkInput() {
        FramesCheck frames = new FramesCheck(bundle);
        if (frames.areToldApart()) {
            problems.addAll(frames.problems());
            return;
        }
        List<Integer> shape = new ArrayList<>(List.of(-1));
        shape.addAll(bundle.inputShape());
        TensorSpec pixels = new TensorSpec("pixels", DataType.UINT8, shape);
        List<TensorSpec> inputs = bundle.stages().get(0).inputs();
        if (inputs.size() != 1 || !pixels.fits(inputs.get(0))) {
            problems.add("stage 1 takes " + inputs + ", wanted is " + pixels);
        }
    }

    private void checkChain() {
        for (int i = 1; i < bundle.stages().size(); i++) {
            List<TensorSpec> given = bundle.stages().get(i - 1).activations();
            List<TensorSpec> wanted = bundle.stages().get(i).carried();
            if (!fit(given, wanted)) {
                problems.add("stage " + (i + 1) + " takes " + wanted + ", but stage " + i + " gives " + given);
            }
        }
        List<TensorSpec> last = bundle.stages().get(bundle.earlyExits()).activations();
        if (!last.isEmpty()) {
            problems.add("the last stage returns logits alone, but has also " + last);
        }
    }

    private static boolean fit(List<TensorSpec> given, List<TensorSpec> wanted) {
        if (given.size() != wanted.size()) {
            return false;
        }
        for (int i = 0; i < given.size(); i++) {
            if (!wanted.get(i).fits(given.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void checkCosts() {
        long sum = 0;
        for (StageSpec stage : bundle.stages()) {
            sum += stage.multiplyAdds();
            if (stage.multiplyAdds() <= 0 || stage.cumulativeMultiplyAdds() != sum) {
                problems.add("stage " + stage.number() + " has " + stage.multiplyAdds() + " multiply-adds and "
                        + stage.cumulativeMultiplyAdds() + " to its exit; they must be positive and add up to " + sum);
            }
            boolean isLast = stage.number() == bundle.stages().size();
            if (stage.headMultiplyAdds() < 0 || stage.headMultiplyAdds() >= (isLast ? 1 : stage.multiplyAdds())) {
                problems.add("stage " + stage.number() + " says that its head has " + stage.headMultiplyAdds()
                        + " of its " + stage.multiplyAdds()
                        + " multiply-adds; it must be fewer, and none at the last stage, which always runs whole");
            }
        }
    }
}
