package dev.offramp.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.offramp.policy.ConfidenceMeasure;
import dev.offramp.policy.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SteeringLawTest {

    private static final double M = 1e6;
    /** Accuracy saturates with cost, as on every network that we know. */
    private static final BudgetCurve CURVE = curve();

    private final SimulatedJob job = new SimulatedJob(20e-6, 5e-12); // 4,545 samples/s at 40 M, 14,286 at 10 M

    @Test
    void in_a_step_of_load_to_twice_the_full_depth_capacity_latency_is_held_and_accuracy_comes_back() {
        double full = job.capacity(40 * M);
        List<Observation> seen = new ArrayList<>();
        List<Double> costs = run(latency(1), second -> second >= 20 && second < 80 ? 2 * full : full / 2, 140, seen);

        assertThat(costs.subList(5, 20)).as("before the step").containsOnly(CURVE.dearest());
        assertThat(seen.subList(27, 140)).as("once it has reacted").allSatisfy(second -> assertThat(second.p95Seconds())
                .isLessThan(1));
        assertThat(costs.subList(30, 80)).allSatisfy(cost -> assertThat(job.capacity(cost))
                .as("no more accuracy is given up than the load asks for")
                .isBetween(2 * full * 0.92, 2 * full * 1.45));
        assertThat(costs.subList(100, 140)).as("after the step").containsOnly(CURVE.dearest());
    }

    @Test
    void under_a_constant_overload_with_noise_it_settles() {
        double load = 2 * job.capacity(40 * M);
        List<Double> costs = run(latency(1), second -> load, 300, new ArrayList<>());

        assertThat(reversals(costs.subList(40, 300)))
                .as("changes of direction in %s", costs)
                .isLessThan(26); // one in ten seconds
        assertThat(max(costs.subList(40, 300)) / min(costs.subList(40, 300))).isLessThan(1.5);
    }

    @Test
    void under_a_lasting_overload_the_machines_stay_busy_but_are_not_more_than_full() {
        double load = 2 * job.capacity(40 * M);
        List<Double> costs = run(latency(1), second -> load, 640, new ArrayList<>());

        double busy = costs.subList(40, 640).stream()
                .mapToDouble(cost -> Math.min(1, load / job.capacity(cost)))
                .average()
                .orElseThrow();
        assertThat(busy).isBetween(SteeringLaw.UTILISATION, 0.99);
    }

    @Test
    void a_mean_is_held_on_samples_that_cost_other_than_the_curve_says() {
        job.costsTimes(1.4);
        List<Observation> seen = new ArrayList<>();
        run(
                new SteeringLaw(CURVE, new Goal(Goal.Kind.MEAN_MULTIPLY_ADDS, 15 * M), SteeringLaw.ANY),
                t -> 1000,
                60,
                seen);

        assertThat(seen.subList(20, 60).stream()
                        .mapToDouble(Observation::meanMultiplyAdds)
                        .average()
                        .orElseThrow())
                .isCloseTo(15 * M, within(0.06 * 15 * M));
    }

    @Test
    void a_budget_a_second_is_held_over_steps_of_load() {
        List<Observation> seen = new ArrayList<>();
        Goal goal = new Goal(Goal.Kind.MULTIPLY_ADDS_PER_SECOND, 20_000 * M);
        run(new SteeringLaw(CURVE, goal, SteeringLaw.ANY), t -> t < 40 ? 1000 : 2000, 80, seen);

        assertThat(perSecond(seen.subList(20, 40))).isCloseTo(20_000 * M, within(2_000 * M));
        assertThat(perSecond(seen.subList(60, 80))).isCloseTo(20_000 * M, within(2_000 * M));
    }

    @Test
    void when_the_last_exit_disagrees_too_often_thresholds_are_tightened_and_loosened_when_it_agrees_again() {
        SteeringLaw law = new SteeringLaw(CURVE, new Goal(Goal.Kind.DISAGREEMENT, 0.02), 0.02);
        double calm = law.next(shadows(0.99)).meanCost();
        for (int second = 0; second < 10; second++) {
            law.next(shadows(0.99));
        }
        double before = law.point().meanCost();
        for (int second = 0; second < 40; second++) {
            law.next(shadows(0.9));
        }
        double drifted = law.point().meanCost();
        for (int second = 0; second < 200; second++) {
            law.next(shadows(0.995));
        }

        assertThat(before).isLessThanOrEqualTo(calm);
        assertThat(drifted).isGreaterThan(2 * before);
        assertThat(law.point().meanCost()).isLessThan(drifted / 2);
    }

    @Test
    void a_handful_of_shadows_decides_nothing() {
        SteeringLaw law = new SteeringLaw(CURVE, new Goal(Goal.Kind.DISAGREEMENT, 0.02), 0.02);
        law.next(shadows(0.99));
        double before = law.point().meanCost();

        law.next(new Observation(1, 1000, (long) (before * 1000), 0.1, 0.01, 0.02, 0.8, 20, 10));

        assertThat(law.point().meanCost()).isEqualTo(before);
    }

    @Test
    void an_interval_without_samples_changes_nothing() {
        SteeringLaw law = latency(1);

        CurvePoint point = law.next(new Observation(1, 0, 0, 0, 0, 0, 0, 0, 0));

        assertThat(point.meanCost()).isEqualTo(CURVE.dearest());
    }

    @Test
    void what_is_wished_stays_where_a_latency_is_held_at_the_price_of_accuracy() {
        SteeringLaw law = latency(1);
        double load = 2 * job.capacity(40 * M);

        run(law, second -> load, 30, new ArrayList<>());

        assertThat(law.point().meanCost()).isLessThan(CURVE.dearest());
        assertThat(law.wished().meanCost()).isEqualTo(CURVE.dearest());
    }

    @Test
    void what_is_wished_under_a_latency_and_an_accepted_disagreement_is_no_more_than_that_takes() {
        SteeringLaw law = new SteeringLaw(CURVE, new Goal(Goal.Kind.LATENCY, 1), 0.02);

        assertThat(law.wished().meanCost()).isBetween(CURVE.cheapest(), CURVE.within(0.02));
    }

    @Test
    void with_a_goal_of_cost_what_is_set_is_what_is_wished() {
        SteeringLaw law = new SteeringLaw(CURVE, new Goal(Goal.Kind.MEAN_MULTIPLY_ADDS, 15 * M), SteeringLaw.ANY);

        run(law, second -> 1000, 30, new ArrayList<>());

        assertThat(law.wished()).isEqualTo(law.point());
        assertThat(law.wished().meanCost()).isLessThan(16 * M);
    }

    /** 400 shadows of 1,000 samples, at the law's own position. */
    private static Observation shadows(double agreement) {
        return new Observation(1, 1000, (long) (20 * M * 1000), 0.1, 0.01, 0.02, 0.8, 400, Math.round(400 * agreement));
    }

    private List<Double> run(SteeringLaw law, IntToDoubleFunction load, int seconds, List<Observation> seen) {
        List<Double> costs = new ArrayList<>();
        CurvePoint before = law.point();
        CurvePoint inForce = law.point();
        for (int second = 0; second < seconds; second++) {
            Observation observed = job.second(load.applyAsDouble(second), before, inForce);
            seen.add(observed);
            before = inForce;
            inForce = law.next(observed);
            costs.add(inForce.meanCost());
        }
        return costs;
    }

    private static SteeringLaw latency(double seconds) {
        return new SteeringLaw(CURVE, new Goal(Goal.Kind.LATENCY, seconds), SteeringLaw.ANY);
    }

    private static double perSecond(List<Observation> seen) {
        return seen.stream().mapToDouble(Observation::multiplyAdds).average().orElseThrow();
    }

    private static long reversals(List<Double> costs) {
        int direction = 0;
        long reversals = 0;
        for (int i = 1; i < costs.size(); i++) {
            int now = Double.compare(costs.get(i), costs.get(i - 1));
            if (now != 0 && direction != 0 && now != direction) {
                reversals++;
            }
            direction = now == 0 ? direction : now;
        }
        return reversals;
    }

    private static double max(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    private static double min(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    private static BudgetCurve curve() {
        List<CurvePoint> points = new ArrayList<>();
        for (double cost : Budgets.spread(4 * M, 40 * M, 60)) {
            double deep = (cost - 4 * M) / (36 * M);
            points.add(new CurvePoint(
                    Thresholds.of((float) deep), cost, 0.95 - 0.05 * Math.exp(-6 * deep), List.of(1 - deep, deep)));
        }
        return new BudgetCurve(ConfidenceMeasure.MAX_SOFTMAX, points);
    }
}
