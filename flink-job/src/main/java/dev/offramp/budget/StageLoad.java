package dev.offramp.budget;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What each stage has to do at a rate of the whole load. A stage's mean batch is what comes to one subtask within the linger, or
 * what comes at once, where that is more.
 */
record StageLoad(StageCosts costs, Workload load, PlanAssumptions given) {

    private static final double MILLIS = 1000;

    /** All stages, every one of them on all subtasks, at so many samples a second. */
    List<StagePlan> all(double perSecond, int subtasks) {
        return stages().mapToObj(stage -> at(stage, perSecond, subtasks)).toList();
    }

    /**
     * The same where a queue waits before the first stage: its batches are full, and those of a batch that go deeper come to the
     * next stage together.
     */
    List<StagePlan> behindQueue(double perSecond, int subtasks) {
        return stages().mapToObj(stage -> at(stage, perSecond, subtasks, given.maxBatch() * reach(stage)))
                .toList();
    }

    /**
     * One stage, 1-based.
     *
     * @param perSecond samples of the whole load, not only those that reach the stage
     */
    StagePlan at(int stage, double perSecond, int subtasks) {
        return at(stage, perSecond, subtasks, 1);
    }

    private StagePlan at(int stage, double perSecond, int subtasks, double atOnce) {
        double reaching = perSecond * reach(stage);
        double perMilli = reaching / subtasks / MILLIS;
        double waitedFor = Math.max(atOnce, 1 + perMilli * given.maxLingerMillis());
        double batch = Math.max(1, Math.min(given.maxBatch(), waitedFor));
        double fill = Math.min(given.maxLingerMillis(), (given.maxBatch() - 1) / Math.max(1e-9, perMilli));
        double each = costs.between(stage, batch);
        return new StagePlan(stage, reaching, subtasks, batch, each, fill, batch * each);
    }

    /** Milliseconds of core time in the stages, for each sample of the load. */
    double busyMillis(List<StagePlan> stages) {
        return stages.stream()
                .mapToDouble(stage -> reach(stage.stage()) * stage.millisecondsASample())
                .sum();
    }

    /** Milliseconds of core time in a stage that is apart from the others, for each sample that reaches it. */
    double apartMillis(StagePlan stage) {
        return stage.millisecondsASample() + aroundMillis(stage.stage());
    }

    /** The same in full batches. */
    double apartMillis(int stage) {
        return costs.between(stage, given.maxBatch()) + aroundMillis(stage);
    }

    /** That a sample carries over the network into a stage that is apart from the others. */
    double wireBytes(int stage) {
        double shrink = stage == 1 ? 1 : given.wireShrink(); // pixels are bytes already
        return load.activationBytes().get(stage - 1) * shrink;
    }

    /** Share of the samples. */
    double reach(int stage) {
        return load.reach().get(stage - 1);
    }

    private IntStream stages() {
        return IntStream.rangeClosed(1, costs.stages().size());
    }

    private double aroundMillis(int stage) {
        return given.overhead().stageMillis() + wireMillis(stage);
    }

    /** To pack on one side and unpack on the other. */
    private double wireMillis(int stage) {
        return stage == 1 ? 0 : 2 * wireBytes(stage) / given.wireBytesPerSecond() * MILLIS;
    }
}
