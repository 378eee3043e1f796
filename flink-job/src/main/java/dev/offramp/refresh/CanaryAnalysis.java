package dev.offramp.refresh;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.policy.Scope;
import dev.offramp.sample.BundleId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides by its rule what becomes of a canary, or of a shadow, for everybody. What it decides are orders, as people give them, which go to the bundles
 * topic and are obeyed when they come from there. It compares by the clock, two periods late, for tasks say what they saw when a period is over.
 * Pure: times come from outside. Not thread-safe.
 */
final class CanaryAnalysis {

    static final String AUTHOR = "rule";

    private static final String SERVING = Assignment.key(Scope.DEFAULT, "", false);
    private static final String TRIAL = Assignment.key(Scope.DEFAULT, "", true);
    private static final int LONGEST_REASON = 1_000; // a record of the topic takes hardly more

    private final BundleId home;
    private final long periodMillis;
    private final Consumer<BundleRecord> topic;
    private @Nullable BundleSource serving;
    private @Nullable Order ordered;
    private @Nullable Canary canary;
    private long newestVersion;

    /**
     * Nothing read yet.
     *
     * @param home         that the job was started with
     * @param periodMillis of the windows that it sees
     * @param topic        takes its orders, and what became of a canary
     */
    CanaryAnalysis(BundleId home, long periodMillis, Consumer<BundleRecord> topic) {
        this.home = home;
        this.periodMillis = periodMillis;
        this.topic = topic;
    }

    /** As a checkpoint has it. */
    void restore(AnalysisState state) {
        serving = state.serving().orElse(null);
        ordered = state.ordered().orElse(null);
        canary = state.canary().orElse(null);
        newestVersion = state.newestVersion();
    }

    /** For a checkpoint. */
    AnalysisState state() {
        return new AnalysisState(
                Optional.ofNullable(serving), Optional.ofNullable(ordered), Optional.ofNullable(canary), newestVersion);
    }

    /** The next record of the topic. */
    void read(BundleRecord record) {
        if (record instanceof Order order) {
            read(order);
        } else if (record instanceof Decision decision) {
            read(decision, decision.outcome() == Decision.Outcome.ACCEPTED);
        }
    }

    private void read(Order order) {
        newestVersion = Math.max(newestVersion, order.version());
        boolean isNewer = ordered == null || order.version() > ordered.version();
        if (order.key().equals(TRIAL) && isNewer && TrialCheck.problem(order).isEmpty()) {
            ordered = order;
        }
    }

    private void read(Decision decision, boolean accepted) {
        if (decision.about().equals(SERVING)) {
            serving = accepted ? decision.source().orElse(null) : serving;
            serves(decision, accepted);
        } else if (decision.about().equals(TRIAL)
                && accepted
                && ordered != null
                && ordered.version() == decision.order()
                && !isWatched(ordered)) {
            canary = ordered.rule().isEmpty() ? null : Canary.begin(ordered, sinceMillis(decision));
        }
    }

    private boolean isWatched(Order order) {
        return canary != null && canary.order().version() == order.version();
    }

    private static long sinceMillis(Decision decision) {
        return Math.max(decision.validFromMillis(), decision.decidedAtMillis());
    }

    /** Whoever takes over by its rule is on trial no more; where another one serves now, or it may not, the comparison begins anew. */
    private void serves(Decision decision, boolean accepted) {
        if (canary == null) {
            return;
        }
        if (accepted
                && canary.promoted()
                && decision.source().filter(canary.source()::isSame).isPresent()) {
            end(canary, OptionalLong.of(decision.validFromMillis()), decision.reason());
        } else if (accepted || canary.promoted()) {
            canary = Canary.begin(canary.order(), sinceMillis(decision));
        }
    }

    /** What a task saw of a bundle. */
    void saw(SideWindow window) {
        if (canary == null || canary.promoted()) {
            return;
        }
        boolean isCandidate = window.bundle().isBuildOf(canary.source().id());
        if (canary.watch().design() == Design.PAIRED) {
            canary = isCandidate && window.beside().filter(this::isServing).isPresent()
                    ? canary.with(window.ofCandidate())
                    : canary;
        } else if (window.beside().isEmpty() && isCandidate) {
            canary = canary.with(window.ofCandidate());
        } else if (window.beside().isEmpty() && isServing(window.bundle())) {
            canary = canary.with(window.ofServing());
        }
    }

    private boolean isServing(BundleId bundle) {
        return serving == null ? bundle.equals(home) : bundle.isBuildOf(serving.id());
    }

    /** Some time has passed. */
    void tick(long nowMillis) {
        if (canary == null || canary.promoted()) {
            return;
        }
        Canary seen = canary.at(Math.floorDiv(nowMillis, periodMillis) * periodMillis - 2 * periodMillis);
        canary = seen;
        switch (seen.watch().outcome()) {
            case PROMOTE -> promote(seen);
            case ROLL_BACK -> rollBack(seen, nowMillis);
            case WAIT -> {}
        }
    }

    private void promote(Canary good) {
        canary = good.ordered();
        topic.accept(order(
                false,
                good.order().source(),
                OptionalLong.empty(),
                reason("promoted", good),
                Optional.ofNullable(serving)));
    }

    /** What became of the canary is told ahead of the order that ends it: of both a compacted topic keeps what becomes of the end. */
    private void rollBack(Canary bad, long nowMillis) {
        String reason = reason("rolled back", bad);
        topic.accept(Decision.rolledBack(bad.order(), reason, nowMillis));
        end(bad, OptionalLong.empty(), reason);
    }

    private void end(Canary trial, OptionalLong validFromMillis, String reason) {
        canary = null;
        topic.accept(order(
                true, Optional.empty(), validFromMillis, reason, trial.order().source()));
    }

    private Order order(
            boolean onTrial,
            Optional<BundleSource> source,
            OptionalLong validFromMillis,
            String reason,
            Optional<BundleSource> previous) {
        newestVersion++;
        return new Order(
                Scope.DEFAULT,
                "",
                onTrial,
                source,
                Role.SERVING,
                1,
                validFromMillis,
                "",
                newestVersion,
                AUTHOR,
                reason,
                previous);
    }

    private static String reason(String outcome, Canary canary) {
        String reason = outcome + ": " + canary.watch().told();
        return reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    }
}
