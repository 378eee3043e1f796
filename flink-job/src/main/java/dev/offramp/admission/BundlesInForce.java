package dev.offramp.admission;

import dev.offramp.model.ById;
import dev.offramp.model.News;
import dev.offramp.model.Notice;
import dev.offramp.model.Opening;
import dev.offramp.policy.ServedBundle;
import dev.offramp.refresh.Assignment;
import dev.offramp.refresh.ServingBook;
import dev.offramp.sample.BundleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.state.KeyGroupRange;

/** Which bundle a task stamps on a frame, and what it tells those behind it of bundles. Not thread-safe. */
final class BundlesInForce {

    private final ServingBook book;
    private final KeyGroupRange lanes;
    private final ById<ServedBundle> served;
    private final Map<BundleId, Opening> coming = new HashMap<>();
    private final Map<BundleId, Long> gone = new HashMap<>();

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

    /** Has frames decided so. */
    void enter(Assignment assignment) {
        book.enter(assignment);
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
