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

    public FetchSettings {
        sources = List.copyOf(sources);
    }

    /** Whether a bundle may come from there: not by way of {@code ..} either. */
    boolean allow(URI folder) {
        String address = folder.toString();
        return folder.isAbsolute()
                && folder.normalize().equals(folder)
                && !folder.getRawSchemeSpecificPart().contains("%2e")
                && sources.stream().anyMatch(address::startsWith);
    }
}
