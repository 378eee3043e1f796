package dev.offramp.cli.bundle;

import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what is ordered and what became of it. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "show",
        sortOptions = false,
        description = {
            "Show which bundle is ordered for whom, what became of it, how far the tasks are, and the records that no"
                    + " job obeys."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp bundle show --config job.yaml",
            "  ./offramp bundle show --topic offramp-bundles --json",
            ""
        })
final class BundleShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private BundleTopicOptions topic;

    @Option(names = "--json", description = "Write JSON.")
    private boolean json;

    @Override
    public Integer call() {
        KafkaSettings settings = topic.check();
        String name = settings.topics().bundles().orElseThrow();
        BundleBoard board;
        try (var desk = BundleDesk.open(settings)) {
            board = desk.board();
        }
        long now = System.currentTimeMillis();
        Screen screen = Screen.on(spec.commandLine().getOut());
        if (json) {
            screen.line(BundleListing.of(board, name, now));
        } else {
            screen.line("Bundles on " + name + " at " + settings.bootstrapServers());
            BundleTable.lines(board, now).forEach(screen::line);
        }
        return 0;
    }
}
