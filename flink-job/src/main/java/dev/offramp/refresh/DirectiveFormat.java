package dev.offramp.refresh;

import dev.offramp.model.NoticeFormat;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link Directive}. */
public final class DirectiveFormat implements WireFormat<Directive> {

    private static final long serialVersionUID = 1;
    private static final NoticeFormat NOTICE = new NoticeFormat();
    private static final AssignmentFormat ASSIGNMENT = new AssignmentFormat();

    @Override
    public String id() {
        return "offramp/directive";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Directive directive, DataOutputView out) throws IOException {
        if (directive instanceof Directive.Tell tell) {
            out.writeBoolean(true);
            NOTICE.writeNested(tell.notice(), out);
        } else {
            out.writeBoolean(false);
            ASSIGNMENT.writeNested(((Directive.Serve) directive).assignment(), out);
        }
    }

    @Override
    public Directive read(int version, DataInputView in) throws IOException {
        return in.readBoolean()
                ? new Directive.Tell(NOTICE.readNested(in))
                : new Directive.Serve(ASSIGNMENT.readNested(in));
    }
}
