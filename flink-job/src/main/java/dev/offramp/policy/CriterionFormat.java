package dev.offramp.policy;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link Criterion}. */
public final class CriterionFormat implements WireFormat<Criterion> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/criterion";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Criterion criterion, DataOutputView out) throws IOException {
        out.writeUTF(criterion.measure().name());
        Bytes.writeFloats(criterion.temperatures().toArray(), out);
        Bytes.writeFloats(criterion.thresholds().toArray(), out);
    }

    @Override
    public Criterion read(int version, DataInputView in) throws IOException {
        return new Criterion(
                ConfidenceMeasure.valueOf(in.readUTF()),
                Temperatures.of(Bytes.readFloats(in)),
                Thresholds.of(Bytes.readFloats(in)));
    }
}
