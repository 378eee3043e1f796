package dev.offramp.refresh;

import dev.offramp.bundle.store.BundleSourceFormat;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link Decision}. */
public final class DecisionFormat implements WireFormat<Decision> {

    private static final long serialVersionUID = 1;
    private static final BundleSourceFormat SOURCE = new BundleSourceFormat();

    @Override
    public String id() {
        return "offramp/bundle-decision";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Decision decision, DataOutputView out) throws IOException {
        Bytes.writeText(decision.about(), out);
        out.writeLong(decision.order());
        SOURCE.writeOptional(decision.source(), out);
        Bytes.writeText(decision.outcome().name(), out);
        out.writeLong(decision.validFromMillis());
        Bytes.writeText(decision.reason(), out);
        out.writeLong(decision.decidedAtMillis());
    }

    @Override
    public Decision read(int version, DataInputView in) throws IOException {
        return new Decision(
                Bytes.readText(in),
                in.readLong(),
                SOURCE.readOptional(in),
                Decision.Outcome.valueOf(Bytes.readText(in)),
                in.readLong(),
                Bytes.readText(in),
                in.readLong());
    }
}
