package dev.offramp.cli.bundle;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.cli.bundle.OrderDraft.Duty;
import dev.offramp.cli.options.ShareValue;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.refresh.Role;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

    @Spec
    private CommandSpec spec;

    @Mixin
    private OrderedBundleOptions bundle;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            defaultValue = "1",
            description = "Of the samples: 10%% or 0.1 (default: all).",
            converter = ShareValue.class)
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
    private BundleScopeOptions scope;

    @Mixin
    private OrderOptions options;

    @Mixin
    private BundleTopicOptions topic;

    @Override
    public Integer call() {
        bundle.check();
        scope.check();
        if (share == 0) {
            throw new ParameterException(
                    spec.commandLine(), "--share must be above 0; './offramp bundle withdraw' ends a trial");
        }
        KafkaSettings settings = topic.checkToWrite();
        Optional<BundleSource> source = Optional.of(bundle.source(topic.config()));
        Duty duty = new Duty(true, Role.SHADOW, share, rule);
        try (var desk = BundleDesk.open(settings)) {
            new OrderDraft(scope, board -> source, duty, options)
                    .placeAt(desk, Screen.on(spec.commandLine().getOut()));
        }
        return 0;
    }
}
