package dev.offramp.refresh;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.policy.Scope;
import dev.offramp.wire.WireTypeInfo;
import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Wants the streams of a scope to meet a bundle.
 *
 * @param target          of the scope; empty for everybody
 * @param onTrial         whether it is about what is on trial beside what serves
 * @param source          of the bundle; empty where the scope shall have none of its own any more
 * @param role            of the bundle
 * @param share           of the streams for a canary, of the samples for a shadow, 0 to 1
 * @param validFromMillis event time, since the Unix epoch; empty for as soon as all tasks are ready
 * @param rule            by which a bundle on trial takes over or is taken back, as {@link PromotionRule#parse} reads it; empty for none
 * @param version         rises with every order on the topic
 * @param author          who ordered it
 * @param reason          why
 * @param previous        what held about the same when it was ordered, for whoever takes this back; empty where there was nothing
 */
public record Order(
        Scope scope,
        String target,
        boolean onTrial,
        Optional<BundleSource> source,
        Role role,
        double share,
        OptionalLong validFromMillis,
        String rule,
        long version,
        String author,
        String reason,
        Optional<BundleSource> previous)
        implements BundleRecord, Serializable {

    public static final WireTypeInfo<Order> TYPE = new WireTypeInfo<>(Order.class, new OrderFormat());

    /** Before what an order is about. */
    public static final String KEY = "order/";

    /** What it is about, which a later one about the same replaces; that of its {@link Assignment}. */
    public String key() {
        return key(onTrial);
    }

    /** What another order in the same scope is about: of what is on trial in it, or of what serves it. */
    String key(boolean onTrial) {
        return Assignment.key(scope, target, onTrial);
    }

    /** Whether everybody shall meet the bundle again that the job was started with. */
    boolean isBackToHome() {
        return source.isEmpty() && scope == Scope.DEFAULT && !onTrial;
    }

    @Override
    public String topicKey() {
        return KEY + key();
    }
}
