package dev.offramp.bundle.store;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What may be fetched, and how.
 *
 * @param sources  that a bundle's address must begin with one of, each with a slash at its end; from elsewhere nothing is fetched
 * @param most     bytes of a bundle
 * @param patience with a source that sends nothing
 */
public record FetchSettings(List<String> sources, long most, Duration patience) {

    /** @throws IllegalArgumentException where a source has no slash at its end: it would allow its neighbours too */
    public FetchSettings {
        sources = List.copyOf(sources);
        for (String source : sources) {
            if (!source.endsWith("/")) {
                throw new IllegalArgumentException("'" + source + "' must end with a slash");
            }
        }
    }

    /** Whether a bundle may come from there: not by way of {@code ..} either, however it is written. */
    boolean allow(URI folder) {
        String address = folder.toString();
        return folder.isAbsolute()
                && folder.normalize().equals(folder)
                && !address.contains("%")
                && sources.stream().anyMatch(address::startsWith);
    }
}
