package dev.offramp.model;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.sample.BundleId;
import dev.offramp.wire.WireTypeInfo;
import java.io.Serializable;
import java.util.Optional;

/**
 * A bundle comes, or it leaves.
 *
 * @param bundle as its samples name it, in the precision that is served
 * @param source where it is to be had; empty where it leaves, and no sample behind this names it any more
 * @param round  in which its tasks report
 */
public record Notice(BundleId bundle, Optional<BundleSource> source, long round) implements Serializable {

    public static final WireTypeInfo<Notice> TYPE = new WireTypeInfo<>(Notice.class, new NoticeFormat());

    /** Tasks are to have it ready. */
    public static Notice arrival(BundleId bundle, BundleSource source, long round) {
        return new Notice(bundle, Optional.of(source), round);
    }

    /** Tasks may let it go. */
    public static Notice farewell(BundleId bundle, long round) {
        return new Notice(bundle, Optional.empty(), round);
    }

    /** Whether it leaves. */
    public boolean isFarewell() {
        return source.isEmpty();
    }
}
