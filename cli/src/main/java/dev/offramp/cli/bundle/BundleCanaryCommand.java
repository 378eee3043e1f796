package dev.offramp.cli.bundle;

import dev.offramp.cli.bundle.OrderDraft.Duty;
import dev.offramp.refresh.Role;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts a bundle on trial. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "canary",
        sortOptions = false,
        description = {
            "Put a bundle on trial beside the one that answers: it answers a share of the streams.",
            "",
            "With --when the job decides by itself: the bundle takes over once the rule held for as long as it says,"
                    + " and is taken back as soon as one condition surely fails. Quantities are accuracy and"
                    + " accuracy-loss in %%, cost and latency in x."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp bundle canary ./fashion-2.0.0 --share 5%% --config job.yaml",
            "  ./offramp bundle canary ./fashion-2.0.0 --share 20%% --when 'cost <= 1.1x and accuracy-loss <= 1%% for 10"
                    + " min'",
            "  ./offramp bundle promote",
            ""
        })
final class BundleCanaryCommand implements Callable<Integer> {

    @Mixin
    private OrderedBundleOptions bundle;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            required = true,
            description = "Of the streams, by a hash of their ids: 5%% or 0.05.",
            converter = TrialShareValue.class)
    private double share;

    @Option(
            names = "--when",
            paramLabel = "RULE",
            defaultValue = "",
            description =
                    "When it takes over by itself, and when it is taken back, as 'cost <= 1.1x and accuracy-loss <= 1%% for"
                            + " 10 min'; for a trial of every stream (default: you decide).",
            converter = RuleValue.class)
    private String rule;

    @Mixin
    private PlacingOptions placing;

    @Override
    public Integer call() {
        return placing.place(bundle, new Duty(true, Role.CANARY, share, rule));
    }
}
