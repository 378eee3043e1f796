package dev.offramp.policy;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link PolicySchedule}. */
public final class PolicyScheduleFormat implements WireFormat<PolicySchedule> {

    private static final long serialVersionUID = 1;
    private static final PolicyUpdateFormat UPDATE = new PolicyUpdateFormat();

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(PolicySchedule schedule, DataOutputView out) throws IOException {
        out.writeInt(schedule.updates().size());
        for (PolicyUpdate update : schedule.updates()) {
            UPDATE.write(update, out);
        }
    }

    @Override
    public PolicySchedule read(int version, DataInputView in) throws IOException {
        int size = in.readInt();
        List<PolicyUpdate> updates = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            updates.add(UPDATE.read(1, in));
        }
        return new PolicySchedule(updates);
    }
}
