package dev.offramp.refresh;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.model.Notice;
import dev.offramp.policy.Scope;
import dev.offramp.sample.BundleId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What is assigned, and which bundles tasks therefore hold. A bundle that nobody meets any more leaves after a grace. Not thread-safe. */
final class InForce {

    private final Home home;
    private final long graceMillis;
    private final Map<String, Assignment> assignments = new HashMap<>();
    private final Map<BundleId, Notice> told = new HashMap<>();
    private final Map<BundleId, Long> needlessAt = new HashMap<>();
    private long newestRound;

    /** @param graceMillis that a bundle stays that is needless */
    InForce(Home home, long graceMillis) {
        this.home = home;
        this.graceMillis = graceMillis;
    }

    /** As a checkpoint has it; who was needless has the whole grace once more, from when the last assignment begins. */
    void restore(List<Notice> notices, List<Assignment> entered, long nowMillis) {
        entered.forEach(assignment -> enter(assignment, nowMillis));
        long latest =
                entered.stream().mapToLong(Assignment::validFromMillis).max().orElse(nowMillis);
        for (Notice notice : notices) {
            told(notice);
            needlessAt.put(notice.bundle(), Math.max(nowMillis, latest));
        }
    }

    /** Tasks are told of a bundle. */
    void told(Notice notice) {
        told.put(notice.bundle(), notice);
        newestRound = Math.max(newestRound, notice.round());
    }

    /** Above all before it, whatever the clock says. */
    long nextRound(long nowMillis) {
        newestRound = Math.max(newestRound + 1, nowMillis);
        return newestRound;
    }

    /**
     * Enters what an order comes to.
     *
     * @param bundle that it puts there; empty where it takes one away
     */
    Assignment assign(Order order, Optional<BundleId> bundle, long validFromMillis, long nowMillis) {
        Assignment fresh = bundle.map(some -> Assignment.of(
                        order.scope(),
                        order.target(),
                        some,
                        order.role(),
                        order.share(),
                        validFromMillis,
                        order.version()))
                .orElseGet(() -> Assignment.none(
                        order.scope(), order.target(), order.onTrial(), validFromMillis, order.version()));
        Assignment assignment = Optional.ofNullable(assignments.get(fresh.key()))
                .filter(before -> before.onTrial() && before.bundle().equals(bundle))
                .map(before -> fresh.goingOn(before.trial()))
                .orElse(fresh);
        enter(assignment, nowMillis);
        return assignment;
    }

    /** It replaces what was assigned about the same; what that said holds up to the newer one's beginning. */
    private void enter(Assignment assignment, long nowMillis) {
        Assignment before = assignments.put(assignment.key(), assignment);
        long endsMillis = Math.max(nowMillis, assignment.validFromMillis());
        if (before != null) {
            before.bundle().ifPresent(bundle -> needlessAt.merge(bundle, endsMillis, Math::max));
        }
        needlessAt.merge(home.bundle(), endsMillis, Math::max);
    }

    List<Assignment> assignments() {
        return List.copyOf(assignments.values());
    }

    List<Notice> told() {
        return List.copyOf(told.values());
    }

    boolean hasLeft(BundleId bundle) {
        Notice notice = told.get(bundle);
        return notice != null && notice.isFarewell();
    }

    /** Why a bundle cannot come: another one has its name and version. */
    Optional<String> conflict(BundleId bundle, BundleSource source) {
        String there = bundle.equals(home.bundle())
                ? home.sha256()
                : Optional.ofNullable(told.get(bundle))
                        .flatMap(Notice::source)
                        .map(BundleSource::sha256)
                        .orElse(source.sha256());
        return there.equals(source.sha256())
                ? Optional.empty()
                : Optional.of("bundle " + bundle + " is there already with other content (" + there.substring(0, 12)
                        + ", this has " + source.sha256().substring(0, 12) + "); give it another version");
    }

    /**
     * Farewells of those that nobody has met for as long as the grace.
     *
     * @param isWanted     whether an order waits for a bundle
     * @param homeIsWanted whether one waits for that which the job was started with
     */
    List<Notice> leaving(Predicate<BundleSource> isWanted, boolean homeIsWanted, long nowMillis) {
        Set<BundleId> used = used();
        if (homeIsWanted) {
            used.add(home.bundle());
        }
        List<Notice> farewells = new ArrayList<>();
        for (BundleId bundle : held()) {
            Notice notice = told.get(bundle);
            boolean wanted = notice != null && notice.source().filter(isWanted).isPresent();
            if (used.contains(bundle) || wanted) {
                continue;
            }
            long since = needlessAt.computeIfAbsent(bundle, fresh -> nowMillis - graceMillis); // nobody ever met it
            if (nowMillis >= since + graceMillis) {
                farewells.add(Notice.farewell(bundle, nextRound(nowMillis)));
            }
        }
        farewells.forEach(this::leave);
        return farewells;
    }

    private void leave(Notice farewell) {
        needlessAt.remove(farewell.bundle());
        if (farewell.bundle().equals(home.bundle())) {
            told.put(farewell.bundle(), farewell); // a job that begins again begins with it
        } else {
            told.remove(farewell.bundle());
        }
    }

    private Set<BundleId> held() {
        Set<BundleId> held = new HashSet<>(Set.of(home.bundle()));
        told.values().forEach(notice -> {
            if (notice.isFarewell()) {
                held.remove(notice.bundle());
            } else {
                held.add(notice.bundle());
            }
        });
        return held;
    }

    private Set<BundleId> used() {
        Set<BundleId> used = new HashSet<>();
        assignments.values().forEach(assignment -> assignment.bundle().ifPresent(used::add));
        Assignment everybody = assignments.get(Assignment.key(Scope.DEFAULT, "", false));
        if (everybody == null || everybody.bundle().isEmpty()) {
            used.add(home.bundle());
        }
        return used;
    }
}
