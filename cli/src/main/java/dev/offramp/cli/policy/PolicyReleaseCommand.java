package dev.offramp.cli.policy;

import dev.offramp.cli.options.AuditOptions;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.policy.ServedBundle;
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
    private AuditOptions audit;

    @Mixin
    private BundleOptions bundle;

    @Mixin
    private TopicOptions topic;

    @Override
    public Integer call() {
        KafkaSettings settings = topic.checkToWrite();
        Optional<ServedBundle> served = bundle.served(topic.config());
        var screen = Screen.on(spec.commandLine().getOut());
        Optional<BundleInForce> inForce = bundle.inForce(served, settings, topic.requireTopics(bundle.topics()));
        try (var desk = PolicyDesk.open(settings)) {
            PolicyRelease.of(desk, BundleCheck.of(served), inForce, audit.released())
                    .forEach(screen::line);
        }
        return 0;
    }
}
