package dev.offramp.cli.options;

import dev.offramp.cli.rest.RestAccess;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.job.SettingsException;
import dev.offramp.job.SettingsSource;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Option;

/** How Flink is asked, where a command takes nothing else from the settings. */
public final class AccessOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            split = ":",
            description = "Settings, of which access.* and security.ssl.* count here: how Flink is asked"
                    + " (default: OFFRAMP_CONFIG).")
    private List<Path> files = List.of();

    /** What the files say of it. */
    public Configuration settings() {
        try {
            return RestAccess.settingsIn(SettingsSource.read(files, List.of()));
        } catch (SettingsException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }
}
