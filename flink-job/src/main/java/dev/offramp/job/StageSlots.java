package dev.offramp.job;

import java.util.OptionalInt;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The slots and the parallelism of one stage, or of decoding, and of what is chained to it. */
record StageSlots(String slotSharingGroup, OptionalInt parallelism) {

    static StageSlots of(Settings settings, int stage) {
        if (settings.placement() == Placement.COLOCATED) {
            return new StageSlots("default", OptionalInt.empty());
        }
        int own = settings.stages().get(stage - 1).ownParallelism();
        return new StageSlots("stage-" + stage, own < 1 ? OptionalInt.empty() : OptionalInt.of(own));
    }

    /** Those of stage 1, unless decoding is apart. */
    static StageSlots ofDecoding(Settings settings) {
        return settings.frames().isApart()
                ? new StageSlots("decode", settings.frames().parallelism())
                : of(settings, 1);
    }

    <T> SingleOutputStreamOperator<T> place(SingleOutputStreamOperator<T> operator) {
        operator.slotSharingGroup(slotSharingGroup);
        parallelism.ifPresent(operator::setParallelism);
        return operator;
    }
}
