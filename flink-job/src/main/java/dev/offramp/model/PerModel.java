package dev.offramp.model;

import dev.offramp.sample.BundleId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has of each model that its samples name. Every sample asks, and mostly for the model of the one before. Not
 * thread-safe.
 *
 * @param <T> what it has of one
 */
public final class PerModel<T> {

    private final BundleId home;
    private final Map<BundleId, T> byId = new HashMap<>();
    private @Nullable BundleId newestId;
    private @Nullable T newest;

    /**
     * Nothing yet.
     *
     * @param home that the job was started with; samples that name no model are its, too
     */
    public PerModel(BundleId home) {
        this.home = home;
    }

    /** One more model. */
    public void put(BundleId id, T part) {
        byId.put(id, part);
        newestId = null;
    }

    /**
     * What it has of a model.
     *
     * @throws IllegalStateException where it knows no such model: its samples come only after the news of it
     */
    @SuppressWarnings("ReferenceEquality") // the samples of a model mostly share one id
    public T of(BundleId id) {
        T found = newest;
        if (found == null || id != newestId) {
            found = byId.get(id.equals(BundleId.UNNAMED) ? home : id);
            if (found == null) {
                throw new IllegalStateException("a sample names bundle " + id + ", of which this task was not told");
            }
            newest = found;
            newestId = id;
        }
        return found;
    }

    /** Of every model. */
    public Collection<T> all() {
        return byId.values();
    }
}
