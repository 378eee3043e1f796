package dev.offramp.model;

import dev.offramp.bundle.store.BundleSourceFormat;
import dev.offramp.sample.BundleIdFormat;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link Notice}. */
public final class NoticeFormat implements WireFormat<Notice> {

    private static final long serialVersionUID = 1;
    private static final BundleIdFormat BUNDLE = new BundleIdFormat();
    private static final BundleSourceFormat SOURCE = new BundleSourceFormat();

    @Override
    public String id() {
        return "offramp/notice";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Notice notice, DataOutputView out) throws IOException {
        BUNDLE.writeNested(notice.bundle(), out);
        SOURCE.writeOptional(notice.source(), out);
        out.writeLong(notice.round());
    }

    @Override
    public Notice read(int version, DataInputView in) throws IOException {
        return new Notice(BUNDLE.readNested(in), SOURCE.readOptional(in), in.readLong());
    }
}
