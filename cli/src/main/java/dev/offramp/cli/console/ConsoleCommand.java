package dev.offramp.cli.console;

import dev.offramp.cli.options.ListenAddress;
import dev.offramp.cli.terminal.AtExit;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.cli.watch.WatchOptions;
import dev.offramp.cli.watch.WatchSettings;
import dev.offramp.frames.FramesSettings;
import dev.offramp.policy.PolicyCheck;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves a live page about a running job. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "console",
        sortOptions = false,
        description = {
            "Serve a live page about a running job: rates and lag, exits, cost on the calibrated frontier, latency, where the"
                    + " time goes, the bottleneck, what changed when, the newest answers and rejects.",
            "",
            "It reads the job's topics and, where it is named, Flink's REST interface, wherever the job runs. It writes nothing"
                    + " (but policies, with --control), is in no consumer group, and reads little at once: the job does not notice."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp console --cluster http://localhost:8081 --bundle model-artifacts/bundles/fashion-mnist-branchy",
            "  ./offramp console --bootstrap kafka:9093 --config job.yaml --listen 0.0.0.0:8090 --no-pictures",
            ""
        })
public final class ConsoleCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private WatchOptions watched;

    @Option(
            names = "--listen",
            paramLabel = "[HOST:]PORT",
            defaultValue = "0",
            converter = ListenAddress.class,
            description =
                    "Where the page is served (default: a free port, to this machine alone). It has no passwords: whoever"
                            + " reaches it sees it.")
    private InetSocketAddress listen;

    @Option(names = "--no-pictures", description = "Show no pictures of the frames that were answered.")
    private boolean noPictures;

    @Option(
            names = "--control",
            description =
                    "Let policies be set on the page, with who and why, by whoever has the address that is printed.")
    private boolean control;

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = Screen.on(spec.commandLine().getOut());
        var ended = new CountDownLatch(1);
        try (var console = Console.start(settings());
                var atExit = new AtExit("console-at-exit", ended::countDown)) {
            screen.line("Console: %s  (Ctrl-C ends it; the job goes on)", console.address());
            console.controlAddress()
                    .ifPresent(address -> screen.line("To set policies: %s  (whoever has this address may)", address));
            ended.await();
        }
        return 0;
    }

    private ConsoleSettings settings() {
        List<String> problems = new ArrayList<>();
        Configuration config = watched.config();
        WatchSettings watch = watched.settings(config, problems);
        FramesSettings frames = FramesSettings.from(config, problems);
        if (!problems.isEmpty()) {
            throw new CommandFailure(String.join("; ", problems));
        }
        Optional<PolicyCheck> policies = control ? Optional.of(watched.check()) : Optional.empty();
        return new ConsoleSettings(watch, frames, !noPictures, listen, policies);
    }
}
