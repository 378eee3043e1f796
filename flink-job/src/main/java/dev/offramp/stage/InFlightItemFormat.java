package dev.offramp.stage;

import dev.offramp.model.LaneItem;
import dev.offramp.model.LaneItemFormat;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of what goes from stage to stage: samples, news, and sides of pairs, of which the first one knew nothing. */
public final class InFlightItemFormat implements WireFormat<LaneItem> {

    private static final long serialVersionUID = 1;
    private static final LaneItemFormat<InFlight> ITEMS = new LaneItemFormat<>(InFlight.class, new InFlightFormat());
    private static final PairSideFormat SIDE = new PairSideFormat();

    @Override
    public String id() {
        return "offramp/in-flight-item";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(LaneItem item, DataOutputView out) throws IOException {
        out.writeBoolean(item instanceof PairSide);
        if (item instanceof PairSide side) {
            SIDE.writeNested(side, out);
        } else {
            ITEMS.write(item, out);
        }
    }

    @Override
    public LaneItem read(int version, DataInputView in) throws IOException {
        boolean isSide = version > 1 && in.readBoolean();
        return isSide ? SIDE.readNested(in) : ITEMS.read(in);
    }
}
