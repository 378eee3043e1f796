package dev.offramp.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.util.ConfigurationException;
import org.jspecify.annotations.Nullable;

/** A user and a password, as HTTP's basic authentication has them (RFC 7617). */
public record Credentials(String user, String password) {

    private static final String SCHEME = "Basic ";

    /**
     * As whom the settings say that one asks; empty where they say nothing.
     *
     * @throws ConfigurationException where they say half of it, or the password cannot be read
     */
    public static Optional<Credentials> in(ReadableConfig settings) throws ConfigurationException {
        Optional<String> user = settings.getOptional(AccessOptions.USER);
        Optional<String> file = settings.getOptional(AccessOptions.PASSWORD_FILE);
        if (user.isEmpty() && file.isEmpty()) {
            return Optional.empty();
        }
        if (user.isEmpty() || file.isEmpty()) {
            throw new ConfigurationException(
                    AccessOptions.USER.key() + " and " + AccessOptions.PASSWORD_FILE.key() + " want each other");
        }
        if (user.get().contains(":")) {
            throw new ConfigurationException(AccessOptions.USER.key() + " must have no colon in it");
        }
        return Optional.of(new Credentials(user.get(), firstLine(Path.of(file.get()))));
    }

    /** Those in the header of a request; empty where there are none that can be read. */
    static Optional<Credentials> inHeader(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            String both = new String(
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).trim()), UTF_8);
            int colon = both.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(both.substring(0, colon), both.substring(colon + 1)));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    /** As the value of the header {@code Authorization}. */
    public String header() {
        return SCHEME + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }

    private static String firstLine(Path file) throws ConfigurationException {
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .filter(line -> !line.isEmpty())
                    .orElseThrow(() -> new ConfigurationException("there is no password in " + file));
        } catch (IOException failure) {
            throw new ConfigurationException("the password in " + file + " cannot be read: " + failure, failure);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user;
    }
}
