package dev.offramp.policy;

import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of {@link KnownPolicies}. */
public final class KnownPoliciesFormat implements WireFormat<KnownPolicies> {

    private static final long serialVersionUID = 1;
    private static final PolicyScheduleFormat SCHEDULE = new PolicyScheduleFormat();

    @Override
    public String id() {
        return "offramp/known-policies";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(KnownPolicies known, DataOutputView out) throws IOException {
        out.writeInt(known.byKey().size());
        for (Map.Entry<String, PolicySchedule> entry : known.byKey().entrySet()) {
            Bytes.writeText(entry.getKey(), out);
            SCHEDULE.writeNested(entry.getValue(), out);
        }
        out.writeLong(known.newestVersion());
        out.writeInt(known.readUntil().size());
        for (Map.Entry<Integer, Long> read : known.readUntil().entrySet()) {
            out.writeInt(read.getKey());
            out.writeLong(read.getValue());
        }
        out.writeInt(known.refused().size());
        for (Map.Entry<String, String> refused : known.refused().entrySet()) {
            Bytes.writeText(refused.getKey(), out);
            Bytes.writeText(refused.getValue(), out);
        }
    }

    @Override
    public KnownPolicies read(int version, DataInputView in) throws IOException {
        Map<String, PolicySchedule> byKey = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            byKey.put(Bytes.readText(in), SCHEDULE.readNested(in));
        }
        long newestVersion = in.readLong();
        Map<Integer, Long> readUntil = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            readUntil.put(in.readInt(), in.readLong());
        }
        Map<String, String> refused = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            refused.put(Bytes.readText(in), Bytes.readText(in));
        }
        return new KnownPolicies(byKey, newestVersion, readUntil, refused);
    }
}
