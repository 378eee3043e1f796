package dev.offramp.cli.labelled;

import dev.offramp.budget.StageCosts;
import dev.offramp.bundle.Bundle;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command finds what stages take, for what is wanted in milliseconds. */
@SuppressWarnings("NullAway.Init") // picocli fills the field
public final class CostsOption {

    @Option(
            names = "--costs",
            paramLabel = "FILE",
            description =
                    "What the stages take, from './offramp calibrate BUNDLE --costs FILE': for costs and budgets in"
                            + " milliseconds.")
    private Optional<Path> file;

    public boolean isGiven() {
        return file.isPresent();
    }

    /** The costs of this bundle, in one of its precisions; empty where no file is named. */
    public Optional<StageCosts> read(Bundle bundle) {
        return file.map(path -> new CostsFile(path).read(bundle));
    }
}
