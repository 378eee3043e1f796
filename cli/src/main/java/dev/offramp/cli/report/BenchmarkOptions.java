package dev.offramp.cli.report;

import dev.offramp.cli.terminal.CommandFailure;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Or else a stored measurement. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BenchmarkOptions {

    private static final Set<String> BESIDE = Set.of("--benchmark", "--against", "--format", "--out", "--open");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--benchmark",
            paramLabel = "FILE|FOLDER",
            description =
                    "Read no topic: of a measurement, whose result './offramp bench' wrote as NAME.json, or of all in a"
                            + " folder. --against then names the file or folder to compare with.")
    private Optional<Path> results = Optional.empty();

    /** Empty where no measurement is told of. */
    Optional<Document> document(Optional<String> against) {
        return results.map(place -> {
            refuseOthers();
            return BenchmarkDocument.of(
                    Benchmark.at(place),
                    against.map(text -> Benchmark.at(path(text))).orElse(List.of()));
        });
    }

    private void refuseOthers() {
        command.commandLine().getParseResult().matchedOptions().stream()
                .filter(option -> !option.inherited()) // those of all commands
                .map(OptionSpec::longestName)
                .filter(name -> !BESIDE.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new CommandFailure(
                            "--benchmark tells of a stored result; " + name + " belongs to an interval");
                });
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException noPath) {
            throw new CommandFailure("--against " + text + " is no file", noPath);
        }
    }
}
