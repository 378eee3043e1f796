package dev.offramp.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;

/** The arguments of the job jar, which carries no command-line library: {@code --config FILE} and {@code --set key=value}. */
final class JobArguments {

    private JobArguments() {}

    static Configuration parse(String[] args) throws SettingsException {
        List<Path> files = new ArrayList<>();
        List<String> overrides = new ArrayList<>();
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length || !List.of("--config", "--set").contains(args[i])) {
                throw new SettingsException(
                        List.of("arguments are --config FILE and --set key=value, was '" + args[i] + "'"));
            }
            if (args[i].equals("--config")) {
                files.add(Path.of(args[i + 1]));
            } else {
                overrides.add(args[i + 1]);
            }
        }
        return SettingsSource.read(files, overrides);
    }
}
