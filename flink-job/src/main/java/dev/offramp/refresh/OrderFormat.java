package dev.offramp.refresh;

import dev.offramp.bundle.store.BundleSourceFormat;
import dev.offramp.policy.Scope;
import dev.offramp.wire.Bytes;
import dev.offramp.wire.WireFormat;
import java.io.IOException;
import java.util.OptionalLong;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The layout of a {@link Order}. */
public final class OrderFormat implements WireFormat<Order> {

    private static final long serialVersionUID = 1;
    private static final BundleSourceFormat SOURCE = new BundleSourceFormat();

    @Override
    public String id() {
        return "offramp/bundle-order";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void write(Order order, DataOutputView out) throws IOException {
        Bytes.writeText(order.scope().name(), out);
        Bytes.writeText(order.target(), out);
        out.writeBoolean(order.onTrial());
        SOURCE.writeOptional(order.source(), out);
        Bytes.writeText(order.role().name(), out);
        out.writeDouble(order.share());
        out.writeBoolean(order.validFromMillis().isPresent());
        out.writeLong(order.validFromMillis().orElse(0));
        Bytes.writeText(order.rule(), out);
        out.writeLong(order.version());
        Bytes.writeText(order.author(), out);
        Bytes.writeText(order.reason(), out);
        SOURCE.writeOptional(order.previous(), out);
    }

    @Override
    public Order read(int version, DataInputView in) throws IOException {
        return new Order(
                Scope.valueOf(Bytes.readText(in)),
                Bytes.readText(in),
                in.readBoolean(),
                SOURCE.readOptional(in),
                Role.valueOf(Bytes.readText(in)),
                in.readDouble(),
                time(in.readBoolean(), in.readLong()),
                Bytes.readText(in),
                in.readLong(),
                Bytes.readText(in),
                Bytes.readText(in),
                SOURCE.readOptional(in));
    }

    private static OptionalLong time(boolean present, long millis) {
        return present ? OptionalLong.of(millis) : OptionalLong.empty();
    }
}
