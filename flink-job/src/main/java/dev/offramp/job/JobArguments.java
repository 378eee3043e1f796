package dev.offramp.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;

/**
 * The arguments of the job jar, which carries no command-line library: {@code --config FILE}, each over those before it, as a file of
 * secrets over one that everybody may read; {@code --set key=value}, over all files.
 */
final class JobArguments {

    private JobArguments() {}

    static Configuration parse(String[] args) throws SettingsException {
        Configuration config = new Configuration();
        List<String> overrides = new ArrayList<>();
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length || !List.of("--config", "--set").contains(args[i])) {
                throw new SettingsException(
                        List.of("arguments are --config FILE and --set key=value, was '" + args[i] + "'"));
            }
            if (args[i].equals("--config")) {
                config.addAll(SettingsSource.read(Optional.of(Path.of(args[i + 1])), List.of()));
            } else {
                overrides.add(args[i + 1]);
            }
        }
        config.addAll(SettingsSource.read(Optional.empty(), overrides));
        return config;
    }
}
