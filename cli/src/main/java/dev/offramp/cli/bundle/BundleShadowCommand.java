package dev.offramp.cli.bundle;

import dev.offramp.cli.bundle.OrderDraft.Duty;
import dev.offramp.refresh.Role;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a bundle beside the one that answers. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "shadow",
        sortOptions = false,
        description = {
            "Run a bundle beside the one that answers, on a share of the samples: it answers none of them, and windows say"
                    + " how it compares.",
            "",
            "With --when the job decides by itself: the bundle takes over once the rule held for as long as it says,"
                    + " and is taken back as soon as one condition surely fails. Quantities are agreement, accuracy and"
                    + " accuracy-loss in %%, cost and latency in x.",
            "",
            "Where frames wait, a shadow stops first: it sees none that is older than bundle.shadow-max-age, or of whose"
                    + " deadline a quarter has passed."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp bundle shadow ./fashion-2.0.0 --share 10%% --config job.yaml",
            "  ./offramp bundle shadow ./fashion-2.0.0 --share 50%% --when 'agreement >= 98%% and cost <= 1.1x for 10"
                    + " min'",
            "  ./offramp bundle promote",
            ""
        })
final class BundleShadowCommand implements Callable<Integer> {

    @Mixin
    private OrderedBundleOptions bundle;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            defaultValue = "1",
            description = "Of the samples: 10%% or 0.1 (default: all).",
            converter = TrialShareValue.class)
    private double share;

    @Option(
            names = "--when",
            paramLabel = "RULE",
            defaultValue = "",
            description =
                    "When it takes over by itself, and when it is taken back, as 'agreement >= 98%% and cost <= 1.1x for"
                            + " 10 min'; for a shadow of every stream (default: you decide).",
            converter = RuleValue.class)
    private String rule;

    @Mixin
    private PlacingOptions placing;

    @Override
    public Integer call() {
        return placing.place(bundle, new Duty(true, Role.SHADOW, share, rule));
    }
}
