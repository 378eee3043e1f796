package dev.offramp.exit;

import dev.offramp.sample.BundleId;
import dev.offramp.wire.WireTypeInfo;
import org.apache.flink.util.OutputTag;

/**
 * What the last exit made of a sample that an earlier one had answered.
 *
 * @param bundle       whose exits both are
 * @param exit         that answered, 1-based
 * @param agreed       whether the last exit gave the same answer
 * @param multiplyAdds spent behind that exit, on the way to this knowledge
 */
public record Agreement(BundleId bundle, int exit, boolean agreed, long multiplyAdds) {

    public static final WireTypeInfo<Agreement> TYPE = new WireTypeInfo<>(Agreement.class, new AgreementFormat());

    /** The side output of the last exit. */
    public static final OutputTag<Agreement> AGREEMENTS = new OutputTag<>("agreements", TYPE);
}
