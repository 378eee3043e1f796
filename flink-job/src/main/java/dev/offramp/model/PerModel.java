package dev.offramp.model;

import dev.offramp.sample.BundleId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.TaskInfo;

/**
 * What an operator has of each model that it is told of. Not thread-safe.
 *
 * @param <T> what it has of one
 */
public final class PerModel<T> {

    private final Function<Model, T> make;
    private final Heard heard;
    private final ById<T> parts;
    private final Map<BundleId, Opening> coming = new HashMap<>();

    /**
     * Nothing yet.
     *
     * @param home that the job was started with; samples that name no model are its, too
     * @param task whose input is by lane
     * @param make what it needs of a model
     */
    public PerModel(BundleId home, TaskInfo task, Function<Model, T> make) {
        this.make = make;
        this.heard = new Heard(task);
        this.parts = new ById<>(home);
    }

    /** One more model. */
    public void put(Model model) {
        parts.put(model.id(), make.apply(model));
    }

    /** News of a model: it is asked for with its first sample, and forgotten behind its last. */
    public void hear(News news) {
        BundleId bundle = news.notice().bundle();
        switch (heard.of(news.notice())) {
            case COMES -> coming.merge(bundle, news.opening(), Opening::or);
            case HAS_LEFT -> {
                coming.remove(bundle);
                parts.remove(bundle);
            }
            case NOTHING_NEW -> {}
        }
    }

    /**
     * What it has of a model.
     *
     * @throws IllegalStateException where it knows no such model: its samples come only after the news of it
     */
    public T of(BundleId id) throws InterruptedException {
        T found = parts.get(id);
        return found == null ? first(id) : found;
    }

    private T first(BundleId id) throws InterruptedException {
        Opening opening = coming.get(id);
        if (opening == null) {
            throw new IllegalStateException("a sample names bundle " + id + ", of which this task was not told");
        }
        T made = make.apply(opening.get());
        parts.put(id, made);
        return made;
    }
}
