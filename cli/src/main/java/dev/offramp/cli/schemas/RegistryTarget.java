package dev.offramp.cli.schemas;

import dev.offramp.cli.options.BrokerOptions;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.job.SettingsException;
import dev.offramp.job.SettingsSource;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.TopicSubjects;
import dev.offramp.registry.RegistryClient;
import dev.offramp.registry.RegistryOptions;
import dev.offramp.registry.Subject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Option;

/** Which registry a command works on, and for which topics. */
final class RegistryTarget {

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "The registry (default: kafka.registry.url of --config).")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            split = ":",
            description = "Settings of the job, in YAML: how the topics are called, and as whom the registry is asked"
                    + " (default: OFFRAMP_CONFIG).")
    private List<Path> files = List.of();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting of the job, over those of --config; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    /** The registry, ready to be asked; fails with one line where none is named, or what is said of it cannot be. */
    RegistryClient client(KafkaSettings settings) {
        if (!settings.registry().hasUrl()) {
            throw new CommandFailure("which registry? Give --registry, or set " + RegistryOptions.URL.key());
        }
        return RegistryClient.of(settings.registry(), RegistryClient.PATIENCE);
    }

    KafkaSettings settings() {
        return BrokerOptions.kafka(told());
    }

    /** What is to be registered, for the topics as they are called. */
    static List<Subject> subjects(KafkaSettings settings) {
        return new TopicSubjects(settings.topics()).all();
    }

    private Configuration told() {
        var settings = new Configuration();
        settings.set(KafkaOptions.BOOTSTRAP_SERVERS, BrokerOptions.DEFAULT_BOOTSTRAP); // which nobody asks
        try {
            settings.addAll(SettingsSource.read(files, overrides));
        } catch (SettingsException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
        url.ifPresent(address -> settings.set(RegistryOptions.URL, address));
        return settings;
    }
}
