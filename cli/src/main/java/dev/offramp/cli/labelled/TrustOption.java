package dev.offramp.cli.labelled;

import dev.offramp.bundle.TrustOptions;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.job.SettingsException;
import dev.offramp.job.SettingsSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Option;

/** Which bundles a command may open, where it takes nothing else from the job's settings. */
public final class TrustOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            split = ":",
            description =
                    "Settings of the job, of which bundle.keys and bundle.roots count here: whose signature a bundle"
                            + " must bear, and where it must lie (default: OFFRAMP_CONFIG).")
    private List<Path> files = List.of();

    /** What the files say of it, as {@code key=value}. */
    public List<String> overrides() {
        Map<String, String> told = read(files, List.of()).toMap();
        List<String> overrides = new ArrayList<>();
        TrustOptions.ALL.stream()
                .filter(option -> told.containsKey(option.key()))
                .forEach(option -> overrides.add(option.key() + "=" + told.get(option.key())));
        return overrides;
    }

    /** The same as settings, with others over them. */
    public Configuration settings(List<String> more) {
        List<String> all = new ArrayList<>(overrides());
        all.addAll(more);
        return read(List.of(), all);
    }

    /** All that the files say of a job, with others over it. */
    public Configuration job(List<String> more) {
        return read(files, more);
    }

    private static Configuration read(List<Path> files, List<String> overrides) {
        try {
            return SettingsSource.read(files, overrides);
        } catch (SettingsException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }
}
