package dev.offramp.it.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.YamlParserUtils;

/** A YAML file in {@code deploy}: what it says to Flink and what to the job, wherever in it that stands. */
record DeployFile(Path path, Map<String, Object> content) {

    static final Path FOLDER = Path.of("../deploy");

    /** Every file of the folder whose name ends so, less what the build put there, and templates, which are none yet. */
    static List<Path> withSuffix(String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .filter(file -> !file.startsWith(FOLDER.resolve("target")))
                    .filter(file -> !file.getParent().endsWith("templates"))
                    .toList();
        }
    }

    static DeployFile read(String name) throws Exception {
        return read(FOLDER.resolve(name));
    }

    static DeployFile read(Path path) throws Exception {
        return new DeployFile(path, YamlParserUtils.loadYamlFile(path.toFile()));
    }

    /** Flink's own configuration file. */
    Configuration flinkFile() {
        return flat(content);
    }

    /** What a service of a compose file hands to Flink: lines of a key, a colon and a value without blanks. */
    Configuration flinkProperties(String service) {
        String lines = String.valueOf(map(service(service), "environment").get("FLINK_PROPERTIES"));
        Map<String, String> options = new HashMap<>();
        for (String line : lines.strip().lines().toList()) {
            String[] entry = line.split(": ", 2);
            if (entry.length != 2 || entry[1].contains(" ")) {
                throw new AssertionError(path + ": the image of Flink cannot read '" + line + "'");
            }
            options.put(entry[0], entry[1]);
        }
        return Configuration.fromMap(options);
    }

    /** The arguments that a service of a compose file hands to the job, behind the name of its class. */
    List<String> jobArguments(String service) {
        List<String> command = strings(service(service).get("command"));
        return command.subList(command.indexOf("dev.offramp.job.OfframpJob") + 1, command.size());
    }

    /** The names of the services of a compose file. */
    Set<String> services() {
        return map(content, "services").keySet();
    }

    Map<String, Object> service(String name) {
        return map(map(content, "services"), name);
    }

    private static Configuration flat(Map<String, Object> nested) {
        Map<String, String> options = new HashMap<>();
        flatten("", nested, options);
        return Configuration.fromMap(options);
    }

    private static void flatten(String prefix, Map<?, ?> nested, Map<String, String> options) {
        nested.forEach((key, value) -> {
            if (value instanceof Map<?, ?> deeper) {
                flatten(prefix + key + ".", deeper, options);
            } else {
                options.put(prefix + key, String.valueOf(value));
            }
        });
    }

    private static Map<String, Object> map(Map<String, Object> parent, String key) {
        Map<String, Object> typed = new HashMap<>();
        ((Map<?, ?>) parent.get(key)).forEach((name, value) -> typed.put(String.valueOf(name), value));
        return typed;
    }

    private static List<String> strings(Object list) {
        List<String> typed = new ArrayList<>();
        ((List<?>) list).forEach(value -> typed.add(String.valueOf(value)));
        return typed;
    }
}
