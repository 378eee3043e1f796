package dev.offramp.refresh;

import dev.offramp.bundle.store.FetchSettings;
import dev.offramp.settings.CheckedOptions;
import java.io.Serializable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How bundles change without a restart, checked.
 *
 * @param cacheFolder  on each task manager for what was fetched; empty for one under its temporary folder
 * @param grace        how long a bundle that serves nobody stays loaded
 * @param switchLead   an order without a time holds from so long after all tasks are ready
 * @param shadowMaxAge of a frame that a shadow sees
 */
public record RefreshSettings(
        FetchSettings fetch, String cacheFolder, Duration grace, Duration switchLead, Duration shadowMaxAge)
        implements Serializable {

    /**
     * Reads the options of this package and those of fetching; what is wrong with them is added to {@code problems}. Empty where there is
     * no bundles topic, and so no other bundle than the first.
     */
    public static Optional<RefreshSettings> from(ReadableConfig config, List<String> problems) {
        CheckedOptions checked = new CheckedOptions(config, problems);
        RefreshSettings settings = new RefreshSettings(
                FetchSettings.from(config, problems),
                cache(config, problems),
                checked.notNegative(RefreshOptions.GRACE),
                checked.notNegative(RefreshOptions.SWITCH_LEAD),
                checked.notNegative(RefreshOptions.SHADOW_MAX_AGE));
        return config.getOptional(RefreshOptions.BUNDLES_TOPIC).map(topic -> settings);
    }

    private static String cache(ReadableConfig config, List<String> problems) {
        Optional<String> folder = config.getOptional(RefreshOptions.CACHE);
        if (folder.isPresent() && folder.get().isBlank()) {
            problems.add(RefreshOptions.CACHE.key() + " is empty; name a folder, or leave it out");
            return "";
        }
        try {
            return folder.map(Path::of).map(Path::toString).orElse("");
        } catch (InvalidPathException e) {
            problems.add(RefreshOptions.CACHE.key() + " is no path: " + e.getMessage());
            return "";
        }
    }

    /** Where what was fetched lies, where that is said. */
    public Optional<Path> cache() {
        return cacheFolder.isEmpty() ? Optional.empty() : Optional.of(Path.of(cacheFolder));
    }
}
