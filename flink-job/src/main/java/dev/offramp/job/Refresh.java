package dev.offramp.job;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.Digest;
import dev.offramp.bundle.TrustSettings;
import dev.offramp.bundle.TrustedKey;
import dev.offramp.refresh.RefreshSettings;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How a job comes to other bundles than the one that it was started with; travels with the job graph.
 *
 * @param keys   of which one must have signed a bundle; none need be where there are none
 * @param sha256 of the manifest of the first bundle, lower-case hex
 */
public record Refresh(RefreshSettings settings, List<TrustedKey> keys, String sha256) implements Serializable {

    /** Empty where the job keeps its bundle. */
    static Optional<Refresh> from(ReadableConfig config, List<String> problems) {
        Optional<RefreshSettings> settings = RefreshSettings.from(config, problems);
        Optional<String> path = config.getOptional(JobOptions.BUNDLE_PATH);
        if (settings.isEmpty() || path.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Refresh(
                    settings.get(),
                    TrustSettings.of(config).keys(),
                    Digest.sha256(Path.of(path.get()).resolve(Bundle.MANIFEST))));
        } catch (IOException | BundleException unreadable) { // whoever opens the bundle says why
            return Optional.empty();
        }
    }
}
