package dev.offramp.job;

import java.util.OptionalInt;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The slots and the parallelism of one stage and of what is chained to it. */
record StageSlots(String slotSharingGroup, OptionalInt parallelism) {

    static StageSlots of(Settings settings, int stage) {
        if (settings.placement() == Placement.COLOCATED) {
            return new StageSlots("default", OptionalInt.empty());
        }
        int own = settings.stages().get(stage - 1).ownParallelism();
        return new StageSlots("stage-" + stage, own < 1 ? OptionalInt.empty() : OptionalInt.of(own));
    }

    <T> SingleOutputStreamOperator<T> place(SingleOutputStreamOperator<T> operator) {
        operator.slotSharingGroup(slotSharingGroup);
        parallelism.ifPresent(operator::setParallelism);
        return operator;
    }
}
