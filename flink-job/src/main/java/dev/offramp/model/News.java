package dev.offramp.model;

import dev.offramp.sample.Lanes;
import dev.offramp.sample.Partitioning;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Notice} that goes along a lane, ahead of the first sample of a bundle or behind its last: so whoever owns the lane has heard
 * of a bundle before any of its samples comes, and of its end after the last one has gone by. Operators of one task share the model that
 * one of them opens.
 */
public final class News implements LaneItem {

    private final int lane;
    private final Notice notice;
    private final Opening opening;

    /** Along one lane, as it comes over the network. */
    News(int lane, Notice notice) {
        this(lane, notice, new Opening());
    }

    private News(int lane, Notice notice, Opening opening) {
        this.lane = lane;
        this.notice = notice;
        this.opening = opening;
    }

    /** Along all lanes of a range. */
    public static List<News> along(KeyGroupRange lanes, Notice notice) {
        Opening opening = new Opening();
        return IntStream.rangeClosed(lanes.getStartKeyGroup(), lanes.getEndKeyGroup())
                .mapToObj(lane -> new News(lane, notice, opening))
                .toList();
    }

    /** The lanes of a subtask whose input is keyed by lane. */
    public static KeyGroupRange lanesOf(TaskInfo task) {
        return KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                task.getMaxNumberOfParallelSubtasks(),
                task.getNumberOfParallelSubtasks(),
                task.getIndexOfThisSubtask());
    }

    int lane() {
        return lane;
    }

    public Notice notice() {
        return notice;
    }

    /** The model that it is about, which the operators of a task share. */
    public Opening opening() {
        return opening;
    }

    @Override
    public int key(Partitioning partitioning) {
        return Lanes.key(lane);
    }

    /** By what it says, not by who has opened the model. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof News that && lane == that.lane && notice.equals(that.notice);
    }

    @Override
    public int hashCode() {
        return Objects.hash(lane, notice);
    }

    @Override
    public String toString() {
        return "News[lane=" + lane + ", notice=" + notice + "]";
    }
}
