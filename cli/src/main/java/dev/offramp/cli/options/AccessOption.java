package dev.offramp.cli.options;

import dev.offramp.cli.rest.RestAccess;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.job.SettingsException;
import dev.offramp.job.SettingsSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Option;

/** How Flink is asked, where a command takes nothing else from the settings. */
@SuppressWarnings("NullAway.Init") // picocli fills the field
public final class AccessOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings, of which access.* and security.ssl.* count here: how Flink is asked (default: OFFRAMP_CONFIG).")
    private Optional<Path> file;

    /** What the file says of it. */
    public Configuration settings() {
        try {
            return RestAccess.settingsIn(SettingsSource.read(file, List.of()));
        } catch (SettingsException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }
}
