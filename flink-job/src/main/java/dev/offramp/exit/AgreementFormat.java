package dev.offramp.exit;

import dev.offramp.sample.BundleId;
import dev.offramp.sample.BundleIdFormat;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of an {@link Agreement}; the first one knew no bundles. */
public final class AgreementFormat implements WireFormat<Agreement> {

    private static final long serialVersionUID = 1;
    private static final int WITHOUT_BUNDLE = 1;
    private static final BundleIdFormat BUNDLE = new BundleIdFormat();

    @Override
    public String id() {
        return "offramp/agreement";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(Agreement agreement, DataOutputView out) throws IOException {
        BUNDLE.writeNested(agreement.bundle(), out);
        out.writeInt(agreement.exit());
        out.writeBoolean(agreement.agreed());
        out.writeLong(agreement.multiplyAdds());
    }

    @Override
    public Agreement read(int version, DataInputView in) throws IOException {
        BundleId bundle = version == WITHOUT_BUNDLE ? BundleId.UNNAMED : BUNDLE.readNested(in);
        return new Agreement(bundle, in.readInt(), in.readBoolean(), in.readLong());
    }
}
