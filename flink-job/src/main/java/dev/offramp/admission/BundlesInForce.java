package dev.offramp.admission;

import dev.offramp.model.ById;
import dev.offramp.model.News;
import dev.offramp.model.Notice;
import dev.offramp.model.Opening;
import dev.offramp.policy.ServedBundle;
import dev.offramp.refresh.Assignment;
import dev.offramp.refresh.Role;
import dev.offramp.refresh.ServingBook;
import dev.offramp.sample.BundleId;
import dev.offramp.sample.Sample;
import dev.offramp.sample.ShadowDraw;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.state.KeyGroupRange;

/** Which bundle a task stamps on a frame, and what it tells those behind it of bundles. Not thread-safe. */
final class BundlesInForce {

    private final ServingBook book;
    private final KeyGroupRange lanes;
    private final ById<ServedBundle> served;
    private final Map<BundleId, Opening> coming = new HashMap<>();
    private final Map<BundleId, Long> gone = new HashMap<>();
    private boolean hasShadows; // or had: most jobs look for one in vain

    /**
     * The first one only.
     *
     * @param home  that the job was started with
     * @param lanes of the task
     */
    BundlesInForce(ServedBundle home, KeyGroupRange lanes) {
        this.book = new ServingBook(home.id());
        this.lanes = lanes;
        this.served = new ById<>(home.id());
        served.put(home.id(), home);
    }

    /** The bundle that a frame of this stream and event time meets; one that has left is met by nobody, however late he comes. */
    ServedBundle of(String stream, long eventTimeMillis) throws InterruptedException {
        BundleId id = book.lookUp(stream, eventTimeMillis).answering();
        if (!gone.isEmpty()) {
            Long left = gone.get(id);
            id = left == null
                    ? id
                    : book.lookUp(stream, Math.max(eventTimeMillis, left)).answering();
        }
        return served(id);
    }

    private boolean isOpen(BundleId id) {
        Opening opening = coming.get(id);
        return served.get(id) != null || (opening != null && opening.isOpen());
    }

    private ServedBundle served(BundleId id) throws InterruptedException {
        ServedBundle found = served.get(id);
        return found == null ? first(id) : found;
    }

    private ServedBundle first(BundleId id) throws InterruptedException {
        Opening opening = coming.get(id);
        if (opening == null) {
            throw new IllegalStateException("frames are to meet bundle " + id + ", of which nobody was told");
        }
        ServedBundle opened = opening.get().served();
        served.put(id, opened);
        return opened;
    }

    /**
     * The bundle that is to run a copy of a frame as a shadow beside the one that answers; empty where none is, or it is not there yet, as
     * where a job begins again: nobody waits for a shadow.
     */
    Optional<ServedBundle> shadow(Sample sample, BundleId answering) throws InterruptedException {
        Optional<BundleId> id = !hasShadows
                ? Optional.empty()
                : book.lookUp(sample.stream(), sample.eventTimeMillis())
                        .shadow()
                        .filter(shadow -> ShadowDraw.draws(sample.origin(), shadow.share()))
                        .flatMap(Assignment::bundle)
                        .filter(drawn -> !drawn.equals(answering) && !gone.containsKey(drawn));
        return id.isPresent() && isOpen(id.get()) ? Optional.of(served(id.get())) : Optional.empty();
    }

    /** Has frames decided so. */
    void enter(Assignment assignment) {
        book.enter(assignment);
        hasShadows |= assignment.role() == Role.SHADOW;
    }

    /** News of a bundle for every lane of the task. */
    List<News> hear(Notice notice) {
        BundleId bundle = notice.bundle();
        List<News> news = News.along(lanes, notice);
        if (notice.isFarewell()) {
            gone.put(bundle, notice.round()); // rounds go by the clock
            coming.remove(bundle);
            served.remove(bundle);
        } else {
            gone.remove(bundle);
            coming.merge(bundle, news.get(0).opening(), Opening::or);
        }
        return news;
    }
}
