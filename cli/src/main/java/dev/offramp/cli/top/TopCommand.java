package dev.offramp.cli.top;

import dev.offramp.cli.terminal.AtExit;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.watch.Board;
import dev.offramp.cli.watch.Watch;
import dev.offramp.cli.watch.WatchOptions;
import dev.offramp.cli.watch.WatchSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows a running job in the terminal, live. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
@Command(
        name = "top",
        sortOptions = false,
        description = {
            "Show a running job in this terminal, live: the bottleneck, rates and lag, exits, cost on the calibrated frontier,"
                    + " latency, stages, tasks, what changed when, rejects.",
            "",
            "It reads what './offramp console' reads, and like that writes nothing. Keys: q quits, p pauses, arrows and tab"
                    + " scroll, ? helps. NO_COLOR leaves colours out."
        },
        footer = {
            "",
            "Examples:",
            "  ./offramp top --cluster http://localhost:8081 --bundle model-artifacts/bundles/fashion-mnist-branchy",
            "  ./offramp top --bootstrap kafka:9093 --config job.yaml --once",
            ""
        })
public final class TopCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private WatchOptions watched;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "How often it is drawn anew (default: ${DEFAULT-VALUE}).")
    private int everySeconds;

    @Option(
            names = "--once",
            description =
                    "Print one screen as soon as all is read, and end: with 1 where nothing can be read. For scripts, and"
                            + " where there is no terminal.")
    private boolean once;

    @Option(names = "--ascii", description = "Draw with ASCII alone (default: where the locale is not UTF-8).")
    private boolean ascii;

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean isTerminal = Boolean.getBoolean("offramp.terminal");
        if (!once && !isTerminal) {
            throw new CommandFailure("the output is no terminal; --once prints one screen and ends");
        }
        WatchSettings settings = settings();
        var pen = new Pen(ascii ? Glyphs.ASCII : Glyphs.ofLocale(), isTerminal && System.getenv("NO_COLOR") == null);
        var screen = new TopScreen(settings.frontier(), new Clock(ZoneId.systemDefault()), pen);
        try (var watch = Watch.of(settings)) {
            watch.start();
            return once ? once(watch.board(), screen) : live(watch.board(), screen);
        }
    }

    private WatchSettings settings() {
        List<String> problems = new ArrayList<>();
        if (everySeconds < 1) {
            problems.add("--every must be at least 1 second, was " + everySeconds);
        }
        WatchSettings settings = watched.settings(watched.config(), problems);
        if (!problems.isEmpty()) {
            throw new CommandFailure(String.join("; ", problems));
        }
        return settings;
    }

    private int once(Board board, TopScreen screen) throws InterruptedException {
        var one = new OneScreen(board, screen);
        Board.Snapshot now = one.await();
        PrintWriter out = spec.commandLine().getOut();
        one.lines(now, Integer.getInteger("offramp.columns", 100)).forEach(out::println);
        out.flush();
        return OneScreen.isOfUse(now) ? 0 : 1;
    }

    private int live(Board board, TopScreen screen) throws IOException {
        var terminal = LiveTerminal.open();
        try (var atExit = new AtExit("top-at-exit", terminal::close)) {
            new LiveScreen(board, screen, Duration.ofSeconds(everySeconds)).run(terminal);
        }
        return 0;
    }
}
