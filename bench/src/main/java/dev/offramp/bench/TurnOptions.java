package dev.offramp.bench;

import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Screen;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How contestants take turns. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class TurnOptions {

    @Option(
            names = "--pairs",
            paramLabel = "N",
            defaultValue = "7",
            description = "Turns of each contestant that count (default: ${DEFAULT-VALUE}).")
    private int pairs;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "6",
            description = "About how long a turn takes: every contestant gets as many pictures as keep it busy so long"
                    + " (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(names = "--samples", paramLabel = "N", description = "Pictures a turn, in place of --seconds.")
    private Optional<Integer> samples;

    /** A contest over the pictures, which go round. */
    Contest contest(List<Contestant> contestants, List<Picture> pictures, int warmUp, Screen screen) {
        if (pairs < 1 || seconds <= 0 || samples.orElse(1) < 1) {
            throw new CommandFailure("--pairs and --samples must be at least 1, --seconds above 0");
        }
        return new Contest(contestants, new TurnSize(seconds, samples), warmUp, pairs, pictures, screen);
    }
}
