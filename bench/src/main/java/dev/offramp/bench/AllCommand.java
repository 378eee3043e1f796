package dev.offramp.bench;

import dev.offramp.bench.report.ResultsPage;
import dev.offramp.cli.home.Home;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Takes all measurements and writes the page of results. */
@SuppressWarnings({"NullAway.Init", "UnusedVariable"}) // picocli fills the fields; some are only handed on
@Command(
        name = "all",
        sortOptions = false,
        description = {
            "Every measurement, one after the other, each in a fresh process; then a page of all that was measured.",
            "",
            "Options go on to the measurements that know them. One that fails is named at the end, and the page has those"
                    + " that did not. --only takes some again and keeps the reports of the others."
        },
        footer = {"", "Example:", "  ./offramp bench all --only exits,peers --pairs 5", ""})
final class AllCommand implements Callable<Integer> {

    private static final String NAME = "all";

    @Spec
    private CommandSpec spec;

    @Mixin
    private BenchOptions common;

    @Option(names = "--pairs", paramLabel = "N", description = "Turns of each contestant that count.")
    private Optional<Integer> pairs;

    @Option(names = "--seconds", paramLabel = "N", description = "Length of a turn, or of a load.")
    private Optional<Integer> seconds;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Measurements to take, comma-separated (default: all).")
    private List<String> only = new ArrayList<>();

    @Option(names = "--page-only", description = "Measure nothing; write the page from the reports that are there.")
    private boolean pageOnly;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description =
                    "The page of results (default: docs/results.md); its pictures go into the folder results beside it.")
    private Optional<Path> page;

    @Override
    public Integer call() {
        Screen screen = common.begin();
        List<String> failed = new ArrayList<>();
        for (String benchmark : wanted()) {
            screen.line("");
            screen.line("--- bench " + benchmark + " ---");
            long start = System.nanoTime();
            if (new FreshProcess(arguments(benchmark)).run() != 0) {
                failed.add(benchmark);
            }
            screen.line("bench %s took %s.", benchmark, Figures.span(Duration.ofNanos(System.nanoTime() - start)));
        }
        Path file = page.orElse(Home.folder().resolve("docs/results.md"));
        new ResultsPage(common.folder(), reports()).write(file);
        screen.line("");
        screen.line("Page: " + file);
        if (!failed.isEmpty()) {
            throw new CommandFailure("these measurements failed: " + String.join(", ", failed));
        }
        return 0;
    }

    /** Every subcommand beside this one, in their order. */
    private List<String> benchmarks() {
        return siblings().keySet().stream().filter(name -> !name.equals(NAME)).toList();
    }

    /** What the page tells of: beside what is measured here, exits of every bundle, which take hours. */
    private List<String> reports() {
        return benchmarks().stream()
                .flatMap(name -> name.equals("exits") ? Stream.of(name, ExitsOfAll.NAME) : Stream.of(name))
                .toList();
    }

    private List<String> wanted() {
        List<String> known = benchmarks();
        List<String> wanted = only.isEmpty() ? known : only;
        List<String> unknown =
                wanted.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new CommandFailure("there is no measurement " + unknown + "; there are " + known);
        }
        return pageOnly ? List.of() : wanted;
    }

    /** What was given to this command, as far as a measurement knows it. */
    private List<String> arguments(String benchmark) {
        List<String> arguments = new ArrayList<>(List.of("bench", benchmark));
        CommandSpec target = Objects.requireNonNull(siblings().get(benchmark)).getCommandSpec();
        ParseResult given = spec.commandLine().getParseResult();
        for (var option : given.matchedOptions()) {
            boolean isKnown = target.findOption(option.longestName()) != null;
            boolean isOwn = List.of("--only", "--page", "--page-only").contains(option.longestName());
            if (isKnown && !isOwn && !option.usageHelp()) {
                for (String value : option.originalStringValues()) {
                    arguments.add(option.longestName() + "=" + value);
                }
            }
        }
        return arguments;
    }

    private Map<String, CommandLine> siblings() {
        return spec.parent().subcommands();
    }
}
