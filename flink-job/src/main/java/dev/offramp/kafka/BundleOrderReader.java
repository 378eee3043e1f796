package dev.offramp.kafka;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.policy.Scope;
import dev.offramp.refresh.Order;
import dev.offramp.refresh.Role;
import dev.offramp.rejects.Refusal;
import dev.offramp.schema.OrderedBundle;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** From an order as somebody wrote it to one that can be obeyed, or why it cannot. */
final class BundleOrderReader {

    private BundleOrderReader() {}

    static Order read(dev.offramp.schema.BundleOrder order) throws Refusal {
        Order read = new Order(
                BundleFields.named(Scope.class, order.getScope().name(), "scope"),
                order.getTarget(),
                order.getOnTrial(),
                source(order.getBundle()),
                BundleFields.named(Role.class, order.getRole().name(), "role"),
                order.getShare(),
                validFrom(order.getValidFrom()),
                order.getRule(),
                order.getVersion(),
                order.getAuthor(),
                order.getReason(),
                source(order.getPrevious()));
        BundleOrderCheck.check(read);
        return read;
    }

    private static Optional<BundleSource> source(@Nullable OrderedBundle bundle) throws Refusal {
        return bundle == null
                ? Optional.empty()
                : Optional.of(BundleFields.source(
                        bundle.getName(), bundle.getVersion(), bundle.getSha256(), bundle.getUri()));
    }

    private static OptionalLong validFrom(@Nullable Instant instant) {
        return instant == null ? OptionalLong.empty() : OptionalLong.of(instant.toEpochMilli());
    }
}
