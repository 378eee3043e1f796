package dev.offramp.refresh;

import dev.offramp.sample.OriginFormat;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link PlacedRecord}. */
public final class PlacedRecordFormat implements WireFormat<PlacedRecord> {

    private static final long serialVersionUID = 1;
    private static final OriginFormat ORIGIN = new OriginFormat();
    private static final BundleRecordFormat RECORD = new BundleRecordFormat();

    @Override
    public String id() {
        return "offramp/placed-bundle-record";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(PlacedRecord placed, DataOutputView out) throws IOException {
        ORIGIN.writeNested(placed.origin(), out);
        RECORD.writeNested(placed.record(), out);
    }

    @Override
    public PlacedRecord read(int version, DataInputView in) throws IOException {
        return new PlacedRecord(ORIGIN.readNested(in), RECORD.readNested(in));
    }
}
