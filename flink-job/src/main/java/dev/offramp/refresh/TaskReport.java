package dev.offramp.refresh;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.model.Notice;
import dev.offramp.wire.WireTypeInfo;
import java.io.Serializable;
import java.util.Optional;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a task is with a bundle that it was told of.
 *
 * @param round       in which it was told, so that no report of an earlier attempt of the job is taken for one of this
 * @param operator    {@code decode} or {@code stage-k}
 * @param subtask     of the operator, from 0
 * @param parallelism of the operator
 * @param problem     why it cannot serve it; empty where it is ready
 */
public record TaskReport(
        BundleSource source, long round, String operator, int subtask, int parallelism, Optional<String> problem)
        implements BundleRecord, Serializable {

    public static final WireTypeInfo<TaskReport> TYPE = new WireTypeInfo<>(TaskReport.class, new TaskReportFormat());

    /** The side output on which tasks report. */
    public static final OutputTag<TaskReport> REPORTS = new OutputTag<>("reports", TYPE);

    private static final Logger LOG = LoggerFactory.getLogger(TaskReport.class);

    /** Before the task that reports; only its newest report is kept. */
    public static final String KEY = "report/";

    /** Of a subtask about a bundle that it was told of. */
    public static TaskReport of(Notice arrival, String operator, TaskInfo task, Optional<String> problem) {
        return new TaskReport(
                arrival.source().orElseThrow(),
                arrival.round(),
                operator,
                task.getIndexOfThisSubtask(),
                task.getNumberOfParallelSubtasks(),
                problem);
    }

    /** Which task, as a person reads it. */
    String task() {
        return operator + " (" + (subtask + 1) + "/" + parallelism + ")";
    }

    /** Says so, on the side output of the task. */
    public void tell(Output<?> output) {
        LOG.info("{}", this);
        output.collect(REPORTS, new StreamRecord<>(this));
    }

    @Override
    public String topicKey() {
        return KEY + operator + "/" + subtask;
    }
}
