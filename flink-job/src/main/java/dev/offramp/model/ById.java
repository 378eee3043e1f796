package dev.offramp.model;

import dev.offramp.sample.BundleId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Something of each model that samples name. Every sample asks, and mostly for the model of the one before. Not thread-safe.
 *
 * @param <T> what there is of one
 */
public final class ById<T> {

    private final BundleId home;
    private final Map<BundleId, T> byId = new LinkedHashMap<>(); // in the order in which they came
    private @Nullable BundleId newestId;
    private @Nullable T newest;

    /** @param home that the job was started with; samples that name no model are its, too */
    public ById(BundleId home) {
        this.home = home;
    }

    /** There is this of a model from now on. */
    public void put(BundleId id, T part) {
        byId.put(named(id), part);
        newestId = null;
    }

    /** There is nothing of a model any more; what there was. */
    public @Nullable T remove(BundleId id) {
        newestId = null;
        return byId.remove(id);
    }

    /** What there is of a model. */
    public @Nullable T get(BundleId id) {
        if (!id.equals(newestId)) {
            newest = byId.get(named(id));
            newestId = newest == null ? null : id;
        }
        return newest;
    }

    private BundleId named(BundleId id) {
        return id.equals(BundleId.UNNAMED) ? home : id;
    }

    /** Of every model, with its id. */
    public void forEach(BiConsumer<BundleId, T> each) {
        byId.forEach(each);
    }

    /** Of every model. */
    public Collection<T> all() {
        return byId.values();
    }
}
