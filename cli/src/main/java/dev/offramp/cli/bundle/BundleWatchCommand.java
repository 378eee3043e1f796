package dev.offramp.cli.bundle;

import dev.offramp.cli.options.TimeValues;
import dev.offramp.cli.terminal.Screen;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Follows the bundles topic. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "watch",
        sortOptions = false,
        description = {"Print each order, what tasks say of it, and what becomes of it, as it comes."},
        footer = {
            "",
            "Examples:",
            "  ./offramp bundle watch --config job.yaml",
            "  ./offramp bundle watch --for 1min",
            ""
        })
final class BundleWatchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    private static final Duration POLL = Duration.ofMillis(200);

    @Mixin
    private BundleTopicOptions topic;

    @Option(
            names = "--for",
            paramLabel = "SPAN",
            description = "How long, as 30s (default: until Ctrl-C).",
            converter = TimeValues.Span.class)
    private Optional<Duration> span;

    @Override
    public Integer call() {
        Screen screen = Screen.on(spec.commandLine().getOut());
        try (var desk = BundleDesk.open(topic.check())) {
            BundleBoard board = desk.board();
            int orders = board.orders().size();
            screen.line(orders == 0 ? "No order yet; following ..." : orders + " orders; following ...");
            long start = System.nanoTime();
            while (span.isEmpty() || System.nanoTime() - start < span.get().toNanos()) {
                desk.poll(POLL).forEach(entry -> screen.line(BundleNews.line(entry, board.add(entry))));
            }
        }
        return 0;
    }
}
