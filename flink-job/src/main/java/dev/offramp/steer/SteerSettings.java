package dev.offramp.steer;

import dev.offramp.budget.Goal;
import dev.offramp.budget.SteeringLaw;
import dev.offramp.settings.CheckedOptions;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What steering holds, and how.
 *
 * @param acceptedDisagreement share of the samples, {@link SteeringLaw#ANY} where none is asked for
 * @param shadowShare          of the samples that leave early, while steering minds disagreement
 */
public record SteerSettings(Goal goal, double acceptedDisagreement, double shadowShare, Duration interval)
        implements Serializable {

    /** Reads the options and adds what is wrong with them to the problems; empty where there is no goal. */
    public static Optional<SteerSettings> from(ReadableConfig config, List<String> problems) {
        List<Goal> goals = goals(config, problems);
        CheckedOptions checked = new CheckedOptions(config, problems);
        double accepted = checked.share(SteerOptions.ACCEPTED_DISAGREEMENT, SteeringLaw.ANY);
        double shadows = checked.share(SteerOptions.SHADOW_SHARE, 0);
        Duration interval = checked.wholeSeconds(SteerOptions.INTERVAL);
        boolean minds = accepted < SteeringLaw.ANY;
        if (goals.isEmpty() && minds) {
            goals.add(new Goal(Goal.Kind.DISAGREEMENT, accepted));
        }
        return goals.stream().findFirst().map(goal -> new SteerSettings(goal, accepted, minds ? shadows : 0, interval));
    }

    private static List<Goal> goals(ReadableConfig config, List<String> problems) {
        List<Goal> goals = new ArrayList<>();
        config.getOptional(SteerOptions.LATENCY_P95)
                .ifPresent(latency -> goals.add(new Goal(Goal.Kind.LATENCY, latency.toNanos() / 1e9)));
        config.getOptional(SteerOptions.MEAN_MULTIPLY_ADDS)
                .ifPresent(mean -> goals.add(new Goal(Goal.Kind.MEAN_MULTIPLY_ADDS, (double) mean)));
        config.getOptional(SteerOptions.MULTIPLY_ADDS_PER_SECOND)
                .ifPresent(rate -> goals.add(new Goal(Goal.Kind.MULTIPLY_ADDS_PER_SECOND, (double) rate)));
        if (goals.size() > 1) {
            problems.add("steering holds one goal at a time: " + SteerOptions.LATENCY_P95.key() + ", "
                    + SteerOptions.MEAN_MULTIPLY_ADDS.key() + " or " + SteerOptions.MULTIPLY_ADDS_PER_SECOND.key());
        }
        goals.stream()
                .filter(goal -> !(goal.target() > 0))
                .forEach(goal -> problems.add("the goal of steering must be above 0, was " + goal.target()));
        return goals;
    }
}
