package dev.offramp.job;

import dev.offramp.bundle.TrustOptions;
import dev.offramp.bundle.store.StoreOptions;
import dev.offramp.clips.ClipsOptions;
import dev.offramp.exit.ExitOptions;
import dev.offramp.frames.FramesOptions;
import dev.offramp.kafka.KafkaOptions;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.policy.PolicyOptions;
import dev.offramp.refresh.RefreshOptions;
import dev.offramp.registry.RegistryOptions;
import dev.offramp.rejects.RejectsOptions;
import dev.offramp.results.ResultsOptions;
import dev.offramp.stage.StageOptions;
import dev.offramp.steer.SteerOptions;
import dev.offramp.throughput.ThroughputOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** The keys that this job knows; every other key is Flink's and passes through unread. */
public record KnownKeys(Configuration config) {

    private static final Pattern ONE_STAGE = Pattern.compile("^stage\\.[0-9]+\\.");
    private static final Set<String> OUR_FIRST_WORDS =
            options().stream().map(option -> firstWord(option.key())).collect(Collectors.toUnmodifiableSet());

    /** Every option of this job. */
    static List<ConfigOption<?>> options() {
        return Stream.of(
                        JobOptions.ALL,
                        TrustOptions.ALL,
                        StoreOptions.ALL,
                        RefreshOptions.ALL,
                        KafkaOptions.ALL,
                        RegistryOptions.ALL,
                        FramesOptions.ALL,
                        ClipsOptions.ALL,
                        StageOptions.ALL,
                        ExitOptions.ALL,
                        PolicyOptions.ALL,
                        ThroughputOptions.ALL,
                        SteerOptions.ALL,
                        ResultsOptions.ALL,
                        RejectsOptions.ALL)
                .flatMap(List::stream)
                .toList();
    }

    /** The configuration without the keys that mean nothing or cannot be read, each of which becomes a problem. */
    public Configuration readable(List<String> problems) {
        Map<String, String> entries = new TreeMap<>(config.toMap());
        entries.keySet().removeIf(key -> {
            Optional<String> problem = problem(key);
            problem.ifPresent(problems::add);
            return problem.isPresent();
        });
        return Configuration.fromMap(entries);
    }

    private Optional<String> problem(String key) {
        if (!OUR_FIRST_WORDS.contains(firstWord(key)) || key.startsWith(KafkaSettings.CLIENT_PREFIX)) {
            return Optional.empty();
        }
        boolean ofOneStage = ONE_STAGE.matcher(key).find();
        String general = ONE_STAGE.matcher(key).replaceFirst("stage.");
        Optional<ConfigOption<?>> option = (ofOneStage ? StageOptions.PER_STAGE : options())
                .stream().filter(known -> known.key().equals(general)).findFirst();
        if (option.isEmpty()) {
            return Optional.of("unknown option " + key + nearest(general));
        }
        return unreadable(key, option.get());
    }

    private Optional<String> unreadable(String key, ConfigOption<?> option) {
        Configuration alone = new Configuration();
        alone.setString(option.key(), config.toMap().get(key));
        try {
            alone.get(option);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(key + " cannot be read: " + root(e).getMessage());
        }
    }

    private static String nearest(String key) {
        String word = key.substring(key.lastIndexOf('.') + 1);
        List<String> similar = options().stream()
                .map(ConfigOption::key)
                .filter(known -> known.contains(word) || firstWord(known).equals(firstWord(key)))
                .toList();
        return similar.isEmpty() ? "" : "; did you mean one of " + similar + "?";
    }

    private static String firstWord(String key) {
        return key.substring(0, Math.max(0, key.indexOf('.')));
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
