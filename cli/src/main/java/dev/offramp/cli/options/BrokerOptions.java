package dev.offramp.cli.options;

import dev.offramp.cli.broker.BrokerConnection;
import dev.offramp.cli.broker.RegisteredForm;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.job.SettingsException;
import dev.offramp.job.SettingsSource;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.registry.RegistrySettings;
import dev.offramp.registry.Subject;
import dev.offramp.registry.WrittenForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Option;

/** Which broker a command works against: what an option says, or else the environment, or else the files of settings. */
public final class BrokerOptions {

    public static final String DEFAULT_BOOTSTRAP = "localhost:9092";

    @Option(
            names = {"-b", "--bootstrap"},
            paramLabel = "HOST:PORT",
            description =
                    "The broker, or several with commas between (default: OFFRAMP_BOOTSTRAP, or what --config says,"
                            + " or " + DEFAULT_BOOTSTRAP + ").")
    private Optional<String> bootstrapServers = Optional.empty();

    @Option(
            names = "--property",
            paramLabel = "KEY=VALUE",
            description = "One property of Kafka's own client, as security.protocol=SSL, over those of --config; may be"
                    + " repeated.")
    private Map<String, String> properties = new TreeMap<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            split = ":",
            description =
                    "Settings of the job and of Flink, in YAML, of which a command takes what concerns it; of several each"
                            + " stands over those before (default: OFFRAMP_CONFIG).")
    private List<Path> files = List.of();

    /** The files' settings, with what the options say over them, and the default broker under them. */
    public Configuration settings() {
        Configuration settings = new Configuration();
        settings.set(KafkaOptions.BOOTSTRAP_SERVERS, DEFAULT_BOOTSTRAP);
        settings.addAll(read());
        return settings;
    }

    /** The files of settings, each over those before. */
    public List<Path> files() {
        return List.copyOf(files);
    }

    /** What the other options say, as {@code key=value}. */
    public List<String> overrides() {
        List<String> overrides = new ArrayList<>();
        bootstrapServers.ifPresent(servers -> overrides.add(KafkaOptions.BOOTSTRAP_SERVERS.key() + "=" + servers));
        properties.forEach((key, value) -> overrides.add(KafkaSettings.CLIENT_PREFIX + key + "=" + value));
        return overrides;
    }

    /**
     * What was given or stands in the environment, to be given again.
     *
     * @param withheld in place of a secret
     */
    public List<String> words(String withheld) {
        List<String> words = new ArrayList<>();
        files.forEach(path -> words.addAll(
                List.of("--config", path.toAbsolutePath().normalize().toString())));
        bootstrapServers.ifPresent(servers -> words.addAll(List.of("--bootstrap", servers)));
        properties.forEach(
                (key, value) -> words.addAll(List.of("--property", key + "=" + Secrets.shown(key, value, withheld))));
        return words;
    }

    public String bootstrapServers() {
        return settings().get(KafkaOptions.BOOTSTRAP_SERVERS);
    }

    /** Connects, or fails with one line where no broker answers. */
    public BrokerConnection connect() {
        return BrokerConnection.open(bootstrapServers(), properties());
    }

    /** What Kafka's own clients are told beside the address. */
    public Map<String, String> properties() {
        Map<String, String> all = new TreeMap<>();
        settings().toMap().forEach((key, value) -> {
            if (key.startsWith(KafkaSettings.CLIENT_PREFIX)) {
                all.put(key.substring(KafkaSettings.CLIENT_PREFIX.length()), value);
            }
        });
        return all;
    }

    /** Which registry of schemas there is, or fails with one line where what is said of it cannot be. */
    public RegistrySettings registry() {
        List<String> problems = new ArrayList<>();
        RegistrySettings registry = RegistrySettings.from(settings(), problems);
        if (!problems.isEmpty()) {
            throw new CommandFailure(String.join("; ", problems));
        }
        return registry;
    }

    /** The form in which records of these kinds are written, or fails with one line where the registry does not have a schema of them. */
    public WrittenForm form(List<Subject> written) {
        return RegisteredForm.of(registry(), written);
    }

    /** Broker and topics as settings say, or fails with one line where they cannot be. */
    public static KafkaSettings kafka(Configuration settings) {
        List<String> problems = new ArrayList<>();
        var kafka = KafkaSettings.from(settings, problems);
        if (!problems.isEmpty()) {
            throw new CommandFailure(String.join("; ", problems));
        }
        return kafka;
    }

    private Configuration read() {
        try {
            return SettingsSource.read(files, overrides());
        } catch (SettingsException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }
}
