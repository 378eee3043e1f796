package dev.offramp.bundle.store;

import dev.offramp.settings.CheckedOptions;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What may be fetched, and how.
 *
 * @param sources  that a bundle's address must begin with one of, each with a slash at its end; from elsewhere nothing is fetched
 * @param most     bytes of a bundle
 * @param patience with a source that sends nothing
 */
public record FetchSettings(List<String> sources, long most, Duration patience) implements Serializable {

    private static final Pattern USER = Pattern.compile("//[^/@]*@");

    /** @throws IllegalArgumentException where a source has no slash at its end: it would allow its neighbours too */
    public FetchSettings {
        sources = List.copyOf(sources);
        for (String source : sources) {
            if (!source.endsWith("/")) {
                throw new IllegalArgumentException("'" + source + "' must end with a slash");
            }
        }
    }

    /** Reads the options of this package; what is wrong with them is added to {@code problems}. */
    public static FetchSettings from(ReadableConfig config, List<String> problems) {
        List<String> sources = new ArrayList<>();
        for (String source : config.getOptional(StoreOptions.SOURCES).orElse(List.of())) {
            problem(source)
                    .ifPresentOrElse(
                            why -> problems.add(StoreOptions.SOURCES.key() + " must be beginnings of addresses, was '"
                                    + USER.matcher(source).replaceFirst("//...@") + "', " + why),
                            () -> sources.add(source));
        }
        long most = config.get(StoreOptions.FETCH_LIMIT).getBytes();
        if (most < 1) {
            problems.add(StoreOptions.FETCH_LIMIT.key() + " must be at least 1 byte, was " + most);
        }
        Duration patience = new CheckedOptions(config, problems).atLeastOneMilli(StoreOptions.FETCH_PATIENCE);
        return new FetchSettings(sources, most, patience);
    }

    /** Why no bundle could come from there, or more than is meant. */
    private static Optional<String> problem(String source) {
        try {
            URI uri = new URI(source);
            if (!uri.isAbsolute()) {
                return Optional.of("which has no scheme such as https: or file:");
            }
            if (!source.endsWith("/")) {
                return Optional.of("which has no slash at its end: it would allow its neighbours too");
            }
            if (uri.getRawUserInfo() != null) {
                return Optional.of("which names a user: what is secret stands in no setting that everybody sees");
            }
            return source.contains("%") || !uri.normalize().equals(uri)
                    ? Optional.of("which goes by '..' or escapes: no bundle is allowed so")
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of("which is none: " + e.getReason());
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
