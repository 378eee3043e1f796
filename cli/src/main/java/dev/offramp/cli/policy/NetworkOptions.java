package dev.offramp.cli.policy;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.cli.terminal.CommandFailure;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Which network the policies are for. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class NetworkOptions {

    @Option(
            names = "--bundle",
            paramLabel = "DIR",
            description = "The job's model bundle: its exits, and the policy that it recommends.")
    private Optional<Path> bundle;

    @Option(
            names = "--exits",
            paramLabel = "K",
            description = "Exits of the job's network, the last one too; without a bundle (default: as the policies on"
                    + " the topic have).")
    private Optional<Integer> exits;

    /** Whether there is a recommended policy to start from. */
    boolean namesBundle() {
        return bundle.isPresent();
    }

    /** The bundle, where one is named; fails with all that is wrong with it. */
    Optional<Bundle> bundle() {
        return bundle.map(NetworkOptions::open);
    }

    /** Exits but the last, where the options say so. */
    OptionalInt earlyExits(Optional<Bundle> opened) {
        if (exits.isPresent() && (exits.get() < 2 || opened.isPresent())) {
            throw new CommandFailure(
                    opened.isPresent()
                            ? "--bundle says how many exits there are; leave --exits out"
                            : "--exits must be at least 2, was " + exits.get());
        }
        return opened.map(network -> OptionalInt.of(network.earlyExits()))
                .orElseGet(() -> exits.map(count -> OptionalInt.of(count - 1)).orElse(OptionalInt.empty()));
    }

    private static Bundle open(Path folder) {
        try {
            return Bundle.open(folder);
        } catch (BundleException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }
}
