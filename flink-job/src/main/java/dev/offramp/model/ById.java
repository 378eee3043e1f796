package dev.offramp.model;

import dev.offramp.sample.BundleId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something of each model that samples name. Every sample asks, and mostly for the model of the one before. Not thread-safe.
 *
 * @param <T> what there is of one
 */
public final class ById<T> {

    private final BundleId home;
    private final Map<BundleId, T> byId = new HashMap<>();
    private @Nullable BundleId newestId;
    private @Nullable T newest;

    /** @param home that the job was started with; samples that name no model are its, too */
    public ById(BundleId home) {
        this.home = home;
    }

    /** There is this of a model from now on. */
    public void put(BundleId id, T part) {
        byId.put(id, part);
        newestId = null;
    }

    /** There is nothing of a model any more; what there was. */
    public @Nullable T remove(BundleId id) {
        newestId = null;
        return byId.remove(id);
    }

    /** What there is of a model. */
    @SuppressWarnings("ReferenceEquality") // the samples of a model mostly share one id
    public @Nullable T get(BundleId id) {
        if (newestId == null || id != newestId) {
            newest = byId.get(id.equals(BundleId.UNNAMED) ? home : id);
            newestId = newest == null ? null : id;
        }
        return newest;
    }

    /** Of every model. */
    public Collection<T> all() {
        return byId.values();
    }
}
