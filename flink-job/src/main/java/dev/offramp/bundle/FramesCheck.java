package dev.offramp.bundle;

import dev.offramp.sample.DataType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the frames of a clip that stages say they look at can be theirs: each frame is one stage's at most, so that none is decoded
 * twice, and stage 1 looks at some, or else there would be nothing to begin with.
 */
record FramesCheck(Bundle bundle) {

    /** Whether any stage names frames; otherwise stage 1 takes samples whole. */
    boolean areToldApart() {
        return bundle.stages().stream()
                .flatMap(stage -> stage.inputs().stream())
                .anyMatch(input -> !input.frames().isEmpty());
    }

    List<String> problems() {
        if (bundle.frames() < 2) {
            return List.of(
                    "stages name frames of a clip, but the bundle takes pictures: input.frames is " + bundle.frames());
        }
        List<String> problems = new ArrayList<>();
        StageSpec first = bundle.stages().get(0);
        if (first.frames().isEmpty() || first.inputs().size() != 1) {
            problems.add("stage 1 takes " + first.inputs()
                    + ", wanted are some frames and nothing else, as other stages name frames");
        }
        Set<Integer> taken = new HashSet<>();
        for (StageSpec stage : bundle.stages()) {
            checkPlace(stage, problems);
            checkShape(stage, problems);
            stage.frames().stream()
                    .filter(position -> position >= bundle.frames() || !taken.add(position))
                    .forEach(position -> problems.add(problem(stage, position)));
        }
        return problems;
    }

    private static void checkPlace(StageSpec stage, List<String> problems) {
        for (TensorSpec input : stage.inputs().subList(1, stage.inputs().size())) {
            if (!input.frames().isEmpty()) {
                problems.add("stage " + stage.number() + ": frames can be its first input alone, not " + input);
            }
        }
    }

    private void checkShape(StageSpec stage, List<String> problems) {
        TensorSpec input = stage.inputs().get(0);
        TensorSpec wanted = new TensorSpec(
                "pixels",
                DataType.UINT8,
                List.of(-1, stage.frames().size(), bundle.height(), bundle.width(), 3),
                stage.frames());
        if (!stage.frames().isEmpty() && !wanted.fits(input)) {
            problems.add("stage " + stage.number() + " takes " + input + ", wanted is " + wanted);
        }
    }

    private String problem(StageSpec stage, int position) {
        return "stage " + stage.number() + " looks at frame " + position
                + (position >= bundle.frames()
                        ? ", but a clip has frames 0 to " + (bundle.frames() - 1)
                        : ", which a stage looks at already");
    }
}
