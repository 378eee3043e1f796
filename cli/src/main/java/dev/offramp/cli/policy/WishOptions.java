package dev.offramp.cli.policy;

import dev.offramp.policy.Wish;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is to be wished of the exits: one thing, or nothing. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class WishOptions {

    @Option(
            names = "--loss",
            paramLabel = "SHARE",
            description = "Wish: the cheapest exits that are at most so much less accurate than the last one alone, as"
                    + " 0.5%%; or inherit.",
            converter = WishValues.Loss.class)
    private Optional<Wish> loss;

    @Option(
            names = "--cost",
            paramLabel = "COST",
            description = "Wish: the most accurate exits that cost no more a sample in the mean, as 6M multiply-adds or"
                    + " 0.8ms; or inherit.",
            converter = WishValues.Cost.class)
    private Optional<Wish> cost;

    @Mixin
    private ThresholdOptions thresholds;

    /** How many of the three are given. */
    int given() {
        return (loss.isPresent() ? 1 : 0) + (cost.isPresent() ? 1 : 0) + (thresholds.isGiven() ? 1 : 0);
    }

    /** A goal that any bundle can be asked for; empty where none is given. */
    Optional<Wish> goal() {
        return loss.or(() -> cost);
    }

    ThresholdOptions thresholds() {
        return thresholds;
    }
}
