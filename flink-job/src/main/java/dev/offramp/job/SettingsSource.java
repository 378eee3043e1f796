package dev.offramp.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.YamlParserUtils;

/** Where settings come from: YAML files, and over them single values. */
public final class SettingsSource {

    private SettingsSource() {}

    /**
     * Lays each file over those before it, as one of secrets over one that everybody may read, then the single values over all.
     *
     * @param files     YAML, nested or with dotted keys
     * @param overrides as {@code key=value}, the last one wins
     * @throws SettingsException where a file or an override cannot be read
     */
    public static Configuration read(List<Path> files, List<String> overrides) throws SettingsException {
        Configuration config = new Configuration();
        for (Path file : files) {
            put(config, "", yaml(file));
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
