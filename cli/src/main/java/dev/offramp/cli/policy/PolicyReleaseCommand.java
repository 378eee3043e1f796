package dev.offramp.cli.policy;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.policy.PolicySchedule;
import dev.offramp.policy.PolicyScope;
import dev.offramp.policy.PolicyUpdate;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
        Optional<Bundle> bundle = network.bundle();
        OptionalInt told = network.earlyExits(bundle);
        var screen = Screen.on(spec.commandLine().getOut());
        try (var desk = PolicyDesk.open(topic.check())) {
            var entries = desk.entries();
            if (entries.isEmpty() && bundle.isEmpty()) {
                throw nothingToRelease();
            }
            int earlyExits = NetworkSize.of(entries).forChange(told, OptionalInt.empty());
            PolicySchedule defaults =
                    PolicyBoard.of(entries, earlyExits).schedule(PolicyBoard.key(PolicyScope.DEFAULT, ""));
            Optional<PolicyUpdate> newest =
                    defaults.newest(); // steering goes by the newest, though it may be scheduled only
            if (newest.filter(update -> update.succession().steered()).isPresent()) {
                screen.line("Version " + newest.get().policy().version()
                        + " may be steered already; nothing is published.");
                return 0;
            }
            if (defaults.at(System.currentTimeMillis()).isEmpty() && bundle.isEmpty()) {
                throw nothingToRelease();
            }
            var change = desk.submit(earlyExits, ScopedWish.release(bundle.map(Bundle::policy), author));
            PolicyText.report(change, System.currentTimeMillis()).forEach(screen::line);
            screen.line("The job's steering may replace it from now on, until a policy is set.");
        }
        return 0;
    }

    private static CommandFailure nothingToRelease() {
        return new CommandFailure(
                "no default policy is in force on the topic, so there is nothing to release; with --bundle DIR"
                        + " its recommended policy is published as one that may be steered");
    }
}
