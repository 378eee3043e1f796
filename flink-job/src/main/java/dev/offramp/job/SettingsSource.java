package dev.offramp.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.YamlParserUtils;

/** Where settings come from: a YAML file, and over it single values. */
public final class SettingsSource {

    private SettingsSource() {}

    /**
     * Reads the file, then lays the single values over it.
     *
     * @param file      YAML, nested or with dotted keys
     * @param overrides as {@code key=value}, the last one wins
     * @throws SettingsException where the file or an override cannot be read
     */
    public static Configuration read(Optional<Path> file, List<String> overrides) throws SettingsException {
        Configuration config = new Configuration();
        if (file.isPresent()) {
            put(config, "", yaml(file.get()));
        }
        for (String override : overrides) {
            int equals = override.indexOf('=');
            if (equals < 1) {
                throw new SettingsException(List.of("--set wants key=value, was '" + override + "'"));
            }
            config.setString(
                    override.substring(0, equals).trim(),
                    override.substring(equals + 1).trim());
        }
        return config;
    }

    private static Map<String, Object> yaml(Path file) throws SettingsException {
        if (!Files.isRegularFile(file)) {
            throw new SettingsException(List.of("there is no settings file " + file));
        }
        try {
            return YamlParserUtils.loadYamlFile(file.toFile());
        } catch (Exception e) { // Flink declares no narrower one
            throw new SettingsException(List.of("settings file " + file + " is not YAML: " + e.getMessage()));
        }
    }

    private static void put(Configuration config, String prefix, Map<?, ?> entries) {
        entries.forEach((key, value) -> {
            String path = prefix + key;
            if (value instanceof Map<?, ?> nested) {
                put(config, path + ".", nested);
            } else if (value instanceof List<?> list) {
                config.setString(path, list.stream().map(String::valueOf).collect(Collectors.joining(";")));
            } else {
                config.setString(path, String.valueOf(value));
            }
        });
    }
}
