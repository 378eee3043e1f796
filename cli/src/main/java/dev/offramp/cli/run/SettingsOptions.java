package dev.offramp.cli.run;

import dev.offramp.cli.options.BrokerOptions;
import dev.offramp.cli.options.LocalFolder;
import dev.offramp.cli.options.Secrets;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.job.JobOptions;
import dev.offramp.job.SettingsException;
import dev.offramp.job.SettingsSource;
import dev.offramp.kafka.KafkaOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the job is told: files of settings, and over them those that have options of their own or come as {@code --set}. */
public final class SettingsOptions {

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Option(names = "--bundle", paramLabel = "DIR", description = "The model bundle (default: what --config says).")
    private Optional<Path> bundle = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting of the job or of Flink, over those of --config; may be repeated.")
    private List<String> overrides = new ArrayList<>();

    @Option(
            names = {"-p", "--parallelism"},
            paramLabel = "N",
            description = "Subtasks (default: the cores of this machine; of a cluster, all free slots).")
    private Optional<Integer> parallelism = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "SAVEPOINT",
            description = "Go on from this savepoint, as './offramp stop' printed it.")
    private Optional<String> savepoint = Optional.empty();

    /** Reads and checks the settings, over those that hold where nobody says anything. */
    JobPlan plan(Configuration defaults) {
        var under = underAll();
        under.addAll(defaults);
        return JobPlan.read(under, broker.files(), overrides());
    }

    /** What was said, unchecked, over what holds where nobody says anything. */
    public Configuration unchecked() {
        var settings = underAll();
        settings.addAll(told());
        return settings;
    }

    private static Configuration underAll() {
        var under = new Configuration();
        under.set(KafkaOptions.BOOTSTRAP_SERVERS, BrokerOptions.DEFAULT_BOOTSTRAP);
        return under;
    }

    /** What was said, unchecked. */
    Configuration told() {
        try {
            return SettingsSource.read(broker.files(), overrides());
        } catch (SettingsException failure) {
            throw new CommandFailure(failure.getMessage(), failure);
        }
    }

    /** Fails with one line where the job would run here and the savepoint is a path that leads to none. */
    void requireSavepointHere() {
        savepoint
                .flatMap(LocalFolder::of)
                .filter(path -> !Files.isReadable(path.resolve("_metadata")) && !Files.isRegularFile(path))
                .ifPresent(path -> {
                    throw new CommandFailure("there is no savepoint in " + path + ": it has no file _metadata");
                });
    }

    /**
     * What was given, but for the savepoint, to be given again when the job goes on; it has been read before.
     *
     * @param withheld in place of a secret
     */
    List<String> words(String withheld) {
        var words = new ArrayList<>(broker.words(withheld));
        bundle.ifPresent(folder -> words.addAll(List.of("--bundle", absolute(folder))));
        parallelism.ifPresent(count -> words.addAll(List.of("--parallelism", count.toString())));
        for (String setting : overrides) {
            int equals = setting.indexOf('=');
            String key = setting.substring(0, equals).trim();
            words.addAll(List.of("--set", key + "=" + Secrets.shown(key, setting.substring(equals + 1), withheld)));
        }
        return words;
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private List<String> overrides() {
        var settings = new ArrayList<>(broker.overrides());
        bundle.ifPresent(folder -> settings.add(JobOptions.BUNDLE_PATH.key() + "=" + absolute(folder)));
        parallelism.ifPresent(count -> settings.add(CoreOptions.DEFAULT_PARALLELISM.key() + "=" + count));
        savepoint.ifPresent(path -> settings.add(StateRecoveryOptions.SAVEPOINT_PATH.key() + "=" + path));
        settings.addAll(overrides);
        return settings;
    }
}
