package dev.offramp.cli.policy;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.policy.PolicyUpdate;
import dev.offramp.policy.Succession;
import dev.offramp.policy.Thresholds;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Publishes a new policy for one scope and makes sure that the job obeys it. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "set",
        sortOptions = false,
        description = {
            "Set the policy of all streams, of a group or of one stream, at once or from a time on.",
            "",
            "What is not given stays as it is in force for the same scope; where none is, it is as --bundle recommends. A"
                    + " policy that is set holds until it is set again; './offramp policy release' hands over to the job's steering."
        },
        footer = {
            "",
            "A policy replaces those of its scope that were to begin later than itself.",
            "",
            "Examples:",
            "  ./offramp policy set --default --measure max-softmax --thresholds 0.9,closed,0.4",
            "  ./offramp policy set --group lobby- --bundle model-artifacts/bundles/fashion-mnist-branchy --deadline 50ms",
            "  ./offramp policy set --stream lobby-7 --close-all --valid-from +30s",
            ""
        })
final class PolicySetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private ScopeOptions scope;

    @Mixin
    private WishOptions wish;

    @Option(
            names = "--valid-from",
            paramLabel = "TIME",
            description = "Event time from which frames meet the policy, as 2026-01-31T12:00:00Z or +30s from now on"
                    + " (default: at once).",
            converter = PolicyValues.MomentValue.class)
    private Optional<Instant> validFrom;

    @Option(
            names = "--author",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who is named with it (default: you).")
    private String author;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private TopicOptions topic;

    @Override
    public Integer call() {
        check(!scope.isBlank(), "--group and --stream want a name; --default is for every stream");
        check(!wish.contradictsItself(), "--close-all and --thresholds exclude each other");
        PolicyWish asked = wish.read();
        check(
                wish.closeAll() || !asked.isEmpty() || network.namesBundle(),
                "nothing to set: give --thresholds, for one");
        Optional<Bundle> bundle = network.bundle();
        OptionalInt told = network.earlyExits(bundle);
        KafkaSettings settings = topic.check();
        try (var desk = PolicyDesk.open(settings)) {
            int earlyExits = NetworkSize.of(desk.entries()).forChange(told, proposed(asked));
            var whole = wish.closeAll() ? asked.with(Thresholds.closed(earlyExits)) : asked;
            var change = desk.submit(earlyExits, draft(whole, bundle));
            var screen = Screen.on(spec.commandLine().getOut());
            PolicyText.report(change, System.currentTimeMillis()).forEach(screen::line);
        }
        return 0;
    }

    private ScopedWish draft(PolicyWish whole, Optional<Bundle> bundle) {
        long from = validFrom.map(Instant::toEpochMilli).orElse(PolicyUpdate.AT_ONCE);
        return new ScopedWish(
                scope.scope(), scope.target(), from, whole, bundle.map(Bundle::policy), Succession.by(author));
    }

    private OptionalInt proposed(PolicyWish asked) {
        return wish.closeAll() || asked.thresholds().isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(asked.thresholds().get().count());
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
