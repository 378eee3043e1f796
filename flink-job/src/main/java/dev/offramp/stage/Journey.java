package dev.offramp.stage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a sample cost so far.
 *
 * @param multiplyAdds executed for this sample, all heads included
 * @param visits       one for each stage that ran, in order
 */
public record Journey(long multiplyAdds, List<StageVisit> visits) {

    /** The journey of a sample that no stage has seen. */
    public static final Journey NOT_BEGUN = new Journey(0, List.of());

    public Journey {
        visits = List.copyOf(visits);
    }

    /** The journey after one more stage. */
    public Journey after(StageVisit visit, long stageMultiplyAdds) {
        List<StageVisit> longer = new ArrayList<>(visits.size() + 1);
        longer.addAll(visits);
        longer.add(visit);
        return new Journey(multiplyAdds + stageMultiplyAdds, longer);
    }

    /** Writes the fields in order. */
    public void write(DataOutputView out) throws IOException {
        out.writeLong(multiplyAdds);
        out.writeByte(visits.size());
        for (StageVisit visit : visits) {
            out.writeLong(visit.queueMicros());
            out.writeLong(visit.computeMicros());
            out.writeInt(visit.batchSize());
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Journey read(DataInputView in) throws IOException {
        long multiplyAdds = in.readLong();
        int count = in.readUnsignedByte();
        List<StageVisit> visits = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            visits.add(new StageVisit(in.readLong(), in.readLong(), in.readInt()));
        }
        return new Journey(multiplyAdds, visits);
    }
}
