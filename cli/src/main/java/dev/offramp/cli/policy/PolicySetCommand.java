package dev.offramp.cli.policy;

import dev.offramp.cli.options.AuditOptions;
import dev.offramp.cli.options.TimeValues;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.policy.PolicyTerms;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.ServedBundle;
import dev.offramp.policy.Wish;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
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
            "What is not given stays as it is for the same scope; what a scope has never said, the next wider one says:"
                    + " stream, group, default, bundle. A policy that is set holds until it is set again or removed;"
                    + " './offramp policy release' hands over to the job's steering."
        },
        footer = {
            "",
            "A policy replaces those of its scope that were to begin later than itself.",
            "",
            "Examples:",
            "  ./offramp policy set --default --loss 0.5%%",
            "  ./offramp policy set --group lobby- --cost 6M --deadline 50ms --rate 25",
            "  ./offramp policy set --stream lobby-7 --thresholds 0.9,closed,0.4 --valid-from +30s",
            ""
        })
final class PolicySetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private ScopeOptions scope;

    @Mixin
    private WishOptions wish;

    @Mixin
    private LimitOptions limits;

    @Option(
            names = "--valid-from",
            paramLabel = "TIME",
            description = "Event time from which frames meet the policy, as 2026-01-31T12:00:00Z or +30s from now on"
                    + " (default: at once).",
            converter = TimeValues.Moment.class)
    private Optional<Instant> validFrom;

    @Mixin
    private AuditOptions audit;

    @Mixin
    private BundleOptions bundle;

    @Mixin
    private TopicOptions topic;

    @Override
    public Integer call() {
        check(!scope.isBlank(), "--group and --stream want a name; --default is for every stream");
        check(wish.given() <= 1, "--loss, --cost and thresholds exclude each other");
        check(!wish.thresholds().contradictsItself(), "--close-all and --thresholds exclude each other");
        check(
                wish.given() > 0 || limits.limits().isGiven(),
                "nothing to set: give --loss, --cost or --thresholds, for one");
        Optional<CriterionJson> file = wish.thresholds().readFile();
        KafkaSettings settings = topic.checkToWrite();
        Set<String> topics = topic.requireTopics(bundle.topics());
        Optional<ServedBundle> served = bundle.served(topic.config());
        Optional<BundleInForce> inForce = bundle.inForce(served, settings, topics);
        UnaryOperator<PolicyTerms> terms =
                before -> limits.limits().over(before.with(wanted(before.wish(), file, served, inForce)));
        try (var desk = PolicyDesk.open(settings)) {
            var change = desk.submit(BundleCheck.of(served), draft(terms));
            var screen = Screen.on(spec.commandLine().getOut());
            PolicyText.report(change, System.currentTimeMillis(), inForce).forEach(screen::line);
        }
        return 0;
    }

    private Wish wanted(
            Wish before, Optional<CriterionJson> file, Optional<ServedBundle> served, Optional<BundleInForce> inForce) {
        return wish.thresholds().isGiven()
                ? wish.thresholds().over(file, served, inForce, before)
                : wish.goal().orElse(before);
    }

    private ScopedWish draft(UnaryOperator<PolicyTerms> terms) {
        long from = validFrom.map(Instant::toEpochMilli).orElse(ScopedPolicy.AT_ONCE);
        return new ScopedWish(scope.scope(), scope.target(), from, terms, audit.set());
    }

    private void check(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
