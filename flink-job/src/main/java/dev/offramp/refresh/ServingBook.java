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

    private static final Comparator<String> LONGEST_FIRST =
            Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder());

    private final Met home;
    private final Map<String, List<Assignment>> byKey = new HashMap<>();
    private final List<String> groups = new ArrayList<>();

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
        List<Assignment> timeline = byKey.computeIfAbsent(assignment.key(), fresh -> new ArrayList<>());
        if (timeline.stream().anyMatch(entered -> entered.version() >= assignment.version())) {
            return; // the topic is read once more
        }
        timeline.removeIf(earlier -> earlier.validFromMillis() >= assignment.validFromMillis());
        timeline.add(assignment);
        if (assignment.scope() == Scope.GROUP && !groups.contains(assignment.target())) {
            groups.add(assignment.target());
            groups.sort(LONGEST_FIRST);
        }
    }

    /** What a frame of this stream and event time meets. */
    public Met lookUp(String stream, long eventTimeMillis) {
        if (byKey.isEmpty()) {
            return home;
        }
        Assignment shadow = null;
        for (String scope : scopesOf(stream)) {
            Assignment trial = at(Assignment.TRIAL + scope, eventTimeMillis);
            if (trial != null && trial.role() == Role.CANARY && StreamDraw.of(stream) < trial.share()) {
                return met(trial, shadow);
            }
            if (trial != null && trial.role() == Role.SHADOW && shadow == null) {
                shadow = trial;
            }
            Assignment serving = at(scope, eventTimeMillis);
            if (serving != null) {
                return met(serving, shadow);
            }
        }
        return shadow == null ? home : new Met(home.answering(), Optional.of(shadow));
    }

    private static Met met(Assignment answering, @Nullable Assignment shadow) {
        return new Met(answering.bundle().orElseThrow(), Optional.ofNullable(shadow));
    }

    /** The narrowest first. */
    private List<String> scopesOf(String stream) {
        List<String> scopes = new ArrayList<>();
        scopes.add(Scope.STREAM.key(stream));
        for (String prefix : groups) {
            if (stream.startsWith(prefix)) {
                scopes.add(Scope.GROUP.key(prefix));
            }
        }
        scopes.add(Scope.DEFAULT.key(""));
        return scopes;
    }

    /** What the scope has of its own at that time. */
    private @Nullable Assignment at(String key, long eventTimeMillis) {
        List<Assignment> timeline = byKey.getOrDefault(key, List.of());
        for (int i = timeline.size() - 1; i >= 0; i--) {
            if (timeline.get(i).validFromMillis() <= eventTimeMillis) {
                return timeline.get(i).bundle().isPresent() ? timeline.get(i) : null;
            }
        }
        return null;
    }
}
