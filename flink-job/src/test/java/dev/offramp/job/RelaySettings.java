package dev.offramp.job;

import dev.offramp.budget.BudgetCurve;
import dev.offramp.budget.Goal;
import dev.offramp.budget.SteeringLaw;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.store.FetchSettings;
import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Policy;
import dev.offramp.policy.ServedBundle;
import dev.offramp.policy.Temperatures;
import dev.offramp.policy.Thresholds;
import dev.offramp.refresh.RefreshSettings;
import dev.offramp.stage.StageSettings;
import dev.offramp.stage.TestSamples;
import dev.offramp.steer.SteerSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The ways in which the jobs of a {@link Relay} may differ. */
record RelaySettings(int exits, Settings others, boolean steered, Optional<Refresh> refresh) {

    private static final Duration LINGER = Duration.ofMillis(5);

    /** Three exits, colocated, not steered. */
    static RelaySettings ordinary() {
        return new RelaySettings(
                TestSamples.STAGES, TestSettings.with(Placement.COLOCATED, LINGER), false, Optional.empty());
    }

    RelaySettings exits(int other) {
        return new RelaySettings(other, others, steered, refresh);
    }

    RelaySettings with(Settings other) {
        return new RelaySettings(exits, other, steered, refresh);
    }

    RelaySettings disaggregated() {
        return with(TestSettings.with(Placement.DISAGGREGATED, LINGER));
    }

    RelaySettings steering() {
        return new RelaySettings(exits, others, true, refresh);
    }

    /** With other bundles besides, none of which is ever ordered. */
    RelaySettings refreshing() {
        FetchSettings nothing = new FetchSettings(List.of(), 1, Duration.ofSeconds(1));
        return new RelaySettings(
                exits,
                others,
                steered,
                Optional.of(new Refresh(
                        new RefreshSettings(
                                nothing, "", Duration.ofMinutes(1), Duration.ofSeconds(2), Duration.ofDays(1)),
                        List.of(),
                        "0".repeat(64))));
    }

    Settings settings() {
        StageSettings stage = others.stages().get(0);
        return new Settings(
                bundle(),
                others.precision(),
                others.placement(),
                others.partitioning(),
                others.kafka(),
                others.frames(),
                others.clips(),
                Collections.nCopies(exits, stage),
                others.intraOpThreads(),
                others.exits(),
                others.results(),
                control(),
                others.maxOriginalBytes(),
                others.window(),
                others.streamsTold(),
                others.streamGroups(),
                refresh);
    }

    /** Its own policy lets a sample leave where the testing stages are sure of it. */
    private Bundle bundle() {
        Bundle like = TestSamples.bundle(exits);
        float[] sure = new float[exits - 1];
        Arrays.fill(sure, 0.9f);
        Policy policy = Policy.of(0, ConfidenceMeasure.MAX_SOFTMAX, Thresholds.of(sure));
        return new Bundle(like.id(), like.family(), like.classes(), like.height(), like.width(), like.stages(), policy);
    }

    private Control control() {
        List<Double> costs =
                IntStream.rangeClosed(1, exits).mapToObj(exit -> 100.0 * exit).toList();
        BudgetCurve curve = BudgetCurve.uncalibrated(costs);
        Goal goal = new Goal(Goal.Kind.MEAN_MULTIPLY_ADDS, 150);
        SteerSettings held = new SteerSettings(goal, SteeringLaw.ANY, 0, Duration.ofSeconds(1));
        BundleCurves curves = new BundleCurves(
                false,
                curve,
                Temperatures.NONE,
                ServedBundle.uncalibrated(bundle().id(), bundle().policy(), costs.get(0)));
        return new Control(curves, steered ? Optional.of(held) : Optional.empty());
    }
}
