package dev.offramp.refresh;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link BundleRecord}. */
public final class BundleRecordFormat implements WireFormat<BundleRecord> {

    private static final long serialVersionUID = 1;
    private static final OrderFormat ORDER = new OrderFormat();
    private static final TaskReportFormat REPORT = new TaskReportFormat();
    private static final DecisionFormat DECISION = new DecisionFormat();

    private static final int AN_ORDER = 1;
    private static final int A_REPORT = 2;
    private static final int A_DECISION = 3;

    @Override
    public String id() {
        return "offramp/bundle-record";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(BundleRecord record, DataOutputView out) throws IOException {
        if (record instanceof Order order) {
            out.writeByte(AN_ORDER);
            ORDER.writeNested(order, out);
        } else if (record instanceof TaskReport report) {
            out.writeByte(A_REPORT);
            REPORT.writeNested(report, out);
        } else {
            out.writeByte(A_DECISION);
            DECISION.writeNested((Decision) record, out);
        }
    }

    @Override
    public BundleRecord read(int version, DataInputView in) throws IOException {
        int kind = in.readUnsignedByte();
        return switch (kind) {
            case AN_ORDER -> ORDER.readNested(in);
            case A_REPORT -> REPORT.readNested(in);
            case A_DECISION -> DECISION.readNested(in);
            default -> throw new IOException("no kind of bundle record has the number " + kind);
        };
    }
}
