package dev.offramp.cli.report;

import dev.offramp.cli.terminal.CommandFailure;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a core costs, and how many there are. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class PriceOptions {

    @Option(
            names = "--price",
            paramLabel = "EUR",
            description = "Of a core for an hour (default: unknown; costs are multiply-adds alone).")
    private Optional<Double> price = Optional.empty();

    @Option(names = "--cores", paramLabel = "N", description = "That the job has, and that are paid for.")
    private Optional<Double> cores = Optional.empty();

    /** Empty where it is not known. */
    Optional<Price> price() {
        if (price.isPresent() != cores.isPresent()) {
            throw new CommandFailure("--price and --cores are given together: neither says alone what an hour costs");
        }
        return price.map(each -> new Price(above0("--price", each), above0("--cores", cores.orElseThrow())));
    }

    private static double above0(String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new CommandFailure(option + " must be above 0, was " + value);
        }
        return value;
    }
}
