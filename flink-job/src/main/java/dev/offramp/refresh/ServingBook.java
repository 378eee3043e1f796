package dev.offramp.refresh;

import dev.offramp.policy.Scope;
import dev.offramp.sample.BundleId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which bundle the frames of a stream meet, by their event time: so a switch falls between the same two frames of a stream in every
 * replay. A stream is served as its narrowest scope says that says anything; what is on trial in a scope takes no streams that a
 * narrower one serves. Not thread-safe.
 */
public final class ServingBook {

    private static final Comparator<ScopeBook> NARROWEST_FIRST = Comparator.comparing(ScopeBook::scope)
            .thenComparingInt(book -> book.target().length())
            .reversed();

    private final Met home;
    private final ScopeBook nothing = ScopeBook.empty(Scope.STREAM, "");
    private final Map<String, ScopeBook> ofStreams = new HashMap<>();

    /** Of groups, a longer prefix before a shorter one, and of everybody. */
    private final List<ScopeBook> ofMany = new ArrayList<>();

    /**
     * What a frame meets.
     *
     * @param answering the bundle that answers
     * @param shadow    what runs beside it on a share of the samples
     */
    public record Met(BundleId answering, Optional<Assignment> shadow) {}

    /** A book in which everybody meets the bundle that the job was started with. */
    public ServingBook(BundleId home) {
        this.home = new Met(home, Optional.empty());
    }

    /** Enters an assignment, in place of those about the same that were to begin then or later; one that goes back is not entered. */
    public void enter(Assignment assignment) {
        bookOf(assignment.scope(), assignment.target()).enter(assignment);
    }

    private ScopeBook bookOf(Scope scope, String target) {
        if (scope == Scope.STREAM) {
            return ofStreams.computeIfAbsent(target, stream -> ScopeBook.empty(scope, stream));
        }
        for (ScopeBook book : ofMany) {
            if (book.scope() == scope && book.target().equals(target)) {
                return book;
            }
        }
        ScopeBook fresh = ScopeBook.empty(scope, target);
        ofMany.add(fresh);
        ofMany.sort(NARROWEST_FIRST);
        return fresh;
    }

    /**
     * What a frame of this stream and event time meets. Every frame asks: nothing is made for it, unless something runs as a shadow.
     */
    public Met lookUp(String stream, long eventTimeMillis) {
        ScopeBook own = ofStreams.getOrDefault(stream, nothing);
        Tenure shadow = null;
        for (int i = -1; i < ofMany.size(); i++) {
            ScopeBook book = i < 0 ? own : ofMany.get(i);
            if (!book.holdsFor(stream)) {
                continue;
            }
            Tenure trial = book.trial().at(eventTimeMillis);
            if (trial != null && trial.isCanaryOf(stream)) {
                return met(trial.met(), shadow);
            }
            if (trial != null && trial.isShadow() && shadow == null) {
                shadow = trial;
            }
            Tenure serving = book.serving().at(eventTimeMillis);
            if (serving != null) {
                return met(serving.met(), shadow);
            }
        }
        return met(home, shadow);
    }

    private static Met met(Met alone, @Nullable Tenure shadow) {
        return shadow == null ? alone : new Met(alone.answering(), Optional.of(shadow.assignment()));
    }
}
