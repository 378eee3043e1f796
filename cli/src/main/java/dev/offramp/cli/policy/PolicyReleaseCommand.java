package dev.offramp.cli.policy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.policy.PolicyCheck;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.Scope;
import dev.offramp.policy.ScopedPolicy;
import dev.offramp.policy.ServedBundle;
import dev.offramp.policy.Succession;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Hands the default policy over to the job's steering. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "release",
        sortOptions = false,
        description = {
            "Let the job's steering take over again: the default policy goes on as it is, and may be steered from now on.",
            "",
            "Without steering nothing changes but the version."
        },
        footer = {"", "Example:", "  ./offramp policy release", ""})
final class PolicyReleaseCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private AuthorOption author;

    @Mixin
    private BundleOptions bundle;

    @Mixin
    private TopicOptions topic;

    @Override
    public Integer call() {
        KafkaSettings settings = topic.check();
        Optional<ServedBundle> served = bundle.served();
        PolicyCheck check = BundleOptions.check(served);
        var screen = Screen.on(spec.commandLine().getOut());
        long now = System.currentTimeMillis();
        try (var desk = PolicyDesk.open(settings)) {
            PolicySchedule defaults = PolicyBoard.of(desk.entries(), check).schedule(Scope.DEFAULT.key(""));
            ScopedPolicy inForce = defaults.at(now)
                    .orElseThrow(() -> new CommandFailure("no default policy is in force on the topic, so there is"
                            + " nothing to release: the job's steering is free to set one"));
            if (inForce.succession().steered()) {
                screen.line("Version " + inForce.version() + " may be steered already; nothing is published.");
                return 0;
            }
            var change =
                    desk.submit(check, ScopedWish.byDefault(before -> before, Succession.releasedBy(author.name())));
            var known = bundle.inForce(served, settings, topic.requireTopics(bundle.topics()));
            PolicyText.report(change, now, known).forEach(screen::line);
            screen.line("The job's steering may replace it from now on, until a policy is set.");
        }
        return 0;
    }
}
