package dev.offramp.cli.labelled;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which bundle a command runs over which labelled pictures, and with how many threads. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class RunOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = "Folder of the model bundle.")
    private Path folder;

    @Option(
            names = {"-d", "--data"},
            paramLabel = "DATA",
            description =
                    "An idx3 file with its labels beside it, or a folder or zip archive with a folder for each class"
                            + " (default: the shipped test pictures, for bundles of 28 x 28).")
    private Optional<Path> data;

    private int threads;

    public BundleFolder bundle() {
        return new BundleFolder(folder);
    }

    public Optional<Path> data() {
        return data;
    }

    /** At least 1. */
    public int threads() {
        return threads;
    }

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Threads within one operation, as in the job's stage.intra-op-threads (default: ${DEFAULT-VALUE}).")
    void threads(int count) {
        if (count < 1) {
            throw new ParameterException(spec.commandLine(), "--threads must be at least 1, was " + count);
        }
        threads = count;
    }
}
