package dev.offramp.policy;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link PolicySchedule}. */
public final class PolicyScheduleFormat implements WireFormat<PolicySchedule> {

    private static final long serialVersionUID = 1;
    private static final ScopedPolicyFormat UPDATE = new ScopedPolicyFormat();

    @Override
    public String id() {
        return "offramp/policy-schedule";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(PolicySchedule schedule, DataOutputView out) throws IOException {
        UPDATE.writeAll(schedule.updates(), out);
    }

    @Override
    public PolicySchedule read(int version, DataInputView in) throws IOException {
        return new PolicySchedule(UPDATE.readAll(in));
    }
}
