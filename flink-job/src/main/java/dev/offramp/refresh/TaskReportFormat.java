package dev.offramp.refresh;

import dev.offramp.bundle.store.BundleSourceFormat;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link TaskReport}. */
public final class TaskReportFormat implements WireFormat<TaskReport> {

    private static final long serialVersionUID = 1;
    private static final BundleSourceFormat SOURCE = new BundleSourceFormat();

    @Override
    public String id() {
        return "offramp/bundle-report";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(TaskReport report, DataOutputView out) throws IOException {
        SOURCE.writeNested(report.source(), out);
        out.writeLong(report.round());
        Bytes.writeText(report.operator(), out);
        out.writeInt(report.subtask());
        out.writeInt(report.parallelism());
        out.writeBoolean(report.problem().isPresent());
        Bytes.writeText(report.problem().orElse(""), out);
    }

    @Override
    public TaskReport read(int version, DataInputView in) throws IOException {
        return new TaskReport(
                SOURCE.readNested(in),
                in.readLong(),
                Bytes.readText(in),
                in.readInt(),
                in.readInt(),
                problem(in.readBoolean(), Bytes.readText(in)));
    }

    private static Optional<String> problem(boolean present, String text) {
        return present ? Optional.of(text) : Optional.empty();
    }
}
