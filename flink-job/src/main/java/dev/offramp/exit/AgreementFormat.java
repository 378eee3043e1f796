package dev.offramp.exit;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link Agreement}. */
public final class AgreementFormat implements WireFormat<Agreement> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/agreement";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Agreement agreement, DataOutputView out) throws IOException {
        out.writeInt(agreement.exit());
        out.writeBoolean(agreement.agreed());
        out.writeLong(agreement.multiplyAdds());
    }

    @Override
    public Agreement read(int version, DataInputView in) throws IOException {
        return new Agreement(in.readInt(), in.readBoolean(), in.readLong());
    }
}
