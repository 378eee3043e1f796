package dev.offramp.stage;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link SampleJourney}. */
public final class SampleJourneyFormat implements WireFormat<SampleJourney> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/journey";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(SampleJourney journey, DataOutputView out) throws IOException {
        out.writeLong(journey.multiplyAdds());
        out.writeByte(journey.visits().size());
        for (Visit visit : journey.visits()) {
            out.writeLong(visit.queueMicros());
            out.writeLong(visit.computeMicros());
            out.writeInt(visit.batchSize());
        }
    }

    @Override
    public SampleJourney read(int version, DataInputView in) throws IOException {
        long multiplyAdds = in.readLong();
        int count = in.readUnsignedByte();
        List<Visit> visits = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            visits.add(new Visit(in.readLong(), in.readLong(), in.readInt()));
        }
        return new SampleJourney(multiplyAdds, visits);
    }
}
