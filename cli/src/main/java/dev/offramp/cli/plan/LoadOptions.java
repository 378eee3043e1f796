package dev.offramp.cli.plan;

import dev.offramp.cli.terminal.Amount;
import dev.offramp.cli.terminal.CommandFailure;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** How much comes in, and what is there to carry it. */
final class LoadOptions {

    @Option(
            names = "--rate",
            paramLabel = "N",
            converter = Amount.class,
            description = "Samples a second, as 5000, 200k or 1M (default: --streams times --fps, or else as many as"
                    + " --cores carry).")
    private Optional<Double> rate = Optional.empty();

    @Option(names = "--streams", paramLabel = "N", description = "Cameras, each of --fps frames a second.")
    private Optional<Integer> streams = Optional.empty();

    @Option(names = "--fps", paramLabel = "N", description = "Frames a second of each stream.")
    private Optional<Double> fps = Optional.empty();

    @Option(names = "--cores", paramLabel = "N", description = "Cores, or devices, that are there.")
    private Optional<Integer> cores = Optional.empty();

    /** Samples a second, where they are said; fails where they are said twice, in half, or not at all. */
    OptionalDouble perSecond() {
        if (streams.isPresent() != fps.isPresent()) {
            throw new CommandFailure("--streams and --fps go together: so many cameras of so many frames a second");
        }
        if (rate.isPresent() && streams.isPresent()) {
            throw new CommandFailure("--rate says what --streams and --fps say; leave one out");
        }
        if (rate.isEmpty() && streams.isEmpty() && cores.isEmpty()) {
            throw new CommandFailure("how much comes in? Say --rate, or --streams and --fps, or --cores alone");
        }
        check(streams.map(Integer::doubleValue), "--streams");
        check(fps, "--fps");
        check(cores.map(Integer::doubleValue), "--cores");
        Optional<Double> said = rate.or(() -> streams.map(count -> count * fps.orElseThrow()));
        return said.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    OptionalInt cores() {
        return cores.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    private static void check(Optional<Double> value, String option) {
        if (value.isPresent() && !(value.get() > 0)) {
            throw new CommandFailure(option + " must be above 0, was " + value.get());
        }
    }
}
