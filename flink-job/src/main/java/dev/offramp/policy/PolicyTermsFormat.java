package dev.offramp.policy;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of {@link PolicyTerms}. */
public final class PolicyTermsFormat implements WireFormat<PolicyTerms> {

    private static final long serialVersionUID = 1;
    private static final WishFormat WISH = new WishFormat();

    @Override
    public String id() {
        return "offramp/policy-terms";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(PolicyTerms terms, DataOutputView out) throws IOException {
        WISH.writeNested(terms.wish(), out);
        out.writeLong(terms.deadlineMillis());
        out.writeLong(terms.budgetMultiplyAdds());
        out.writeDouble(terms.framesPerSecond());
        out.writeDouble(terms.shadowShare());
    }

    @Override
    public PolicyTerms read(int version, DataInputView in) throws IOException {
        return new PolicyTerms(WISH.readNested(in), in.readLong(), in.readLong(), in.readDouble(), in.readDouble());
    }
}
