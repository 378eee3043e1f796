package dev.offramp.model;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of {@link News}. */
public final class NewsFormat implements WireFormat<News> {

    private static final long serialVersionUID = 1;
    private static final NoticeFormat NOTICE = new NoticeFormat();

    @Override
    public String id() {
        return "offramp/news";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(News news, DataOutputView out) throws IOException {
        out.writeInt(news.lane());
        NOTICE.writeNested(news.notice(), out);
    }

    @Override
    public News read(int version, DataInputView in) throws IOException {
        return new News(in.readInt(), NOTICE.readNested(in));
    }
}
