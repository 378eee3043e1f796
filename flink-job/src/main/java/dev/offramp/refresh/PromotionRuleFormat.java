package dev.offramp.refresh;

import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link PromotionRule}. */
public final class PromotionRuleFormat implements WireFormat<PromotionRule> {

    private static final long serialVersionUID = 1;

    @Override
    public String id() {
        return "offramp/promotion-rule";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(PromotionRule rule, DataOutputView out) throws IOException {
        out.writeInt(rule.conditions().size());
        for (Condition condition : rule.conditions()) {
            out.writeUTF(condition.quantity().name());
            out.writeBoolean(condition.atLeast());
            out.writeDouble(condition.bound());
        }
        out.writeLong(rule.lasting().toMillis());
    }

    @Override
    public PromotionRule read(int version, DataInputView in) throws IOException {
        int size = in.readInt();
        List<Condition> conditions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            conditions.add(new Condition(Quantity.valueOf(in.readUTF()), in.readBoolean(), in.readDouble()));
        }
        return new PromotionRule(conditions, Duration.ofMillis(in.readLong()));
    }
}
