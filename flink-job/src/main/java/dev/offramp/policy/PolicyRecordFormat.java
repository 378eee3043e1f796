package dev.offramp.policy;

import dev.offramp.sample.OriginFormat;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link PolicyRecord}. */
public final class PolicyRecordFormat implements WireFormat<PolicyRecord> {

    private static final long serialVersionUID = 1;
    private static final PolicyChangeFormat CHANGE = new PolicyChangeFormat();
    private static final OriginFormat ORIGIN = new OriginFormat();

    @Override
    public String id() {
        return "offramp/policy-record";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(PolicyRecord record, DataOutputView out) throws IOException {
        ORIGIN.writeNested(record.origin(), out);
        Bytes.write(record.key(), out);
        Bytes.write(record.value(), out);
        CHANGE.writeNested(record.change(), out);
    }

    @Override
    public PolicyRecord read(int version, DataInputView in) throws IOException {
        return new PolicyRecord(ORIGIN.readNested(in), Bytes.read(in), Bytes.read(in), CHANGE.readNested(in));
    }
}
