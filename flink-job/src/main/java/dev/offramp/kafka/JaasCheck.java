package dev.offramp.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;

/** Whether Kafka's clients will be able to read who they are; what they say of it themselves repeats parts of the password. */
public final class JaasCheck {

    /** What Kafka's clients look up themselves, in a file for example: {@code ${provider:path:key}}. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]+}");

    private static final String UNREADABLE =
            "cannot be read: it must be a login module that Kafka allows, the word required, pairs as"
                    + " password=\"...\" in quotes, and a semicolon at the end";

    private JaasCheck() {}

    /**
     * What is wrong, to stand behind the property's name, without a word of it.
     *
     * @param properties of Kafka's own clients
     */
    public static Optional<String> problem(Map<String, String> properties) {
        String said = properties.get(SaslConfigs.SASL_JAAS_CONFIG);
        if (said == null || isReference(said, properties)) {
            return Optional.empty();
        }
        try {
            JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(said)));
            return Optional.empty();
        } catch (IllegalArgumentException unreadable) { // its message has what was read last
            return Optional.of(UNREADABLE);
        }
    }

    /**
     * The same of a client that could not be made, whose own message then must not be told; empty where it was something else. What
     * Kafka's clients look up themselves shows only here.
     */
    public static Optional<String> problem(Map<String, String> properties, Throwable failure) {
        boolean isUnreadable = properties.containsKey(SaslConfigs.SASL_JAAS_CONFIG)
                && Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                        .anyMatch(IllegalArgumentException.class::isInstance);
        return isUnreadable ? Optional.of(UNREADABLE) : Optional.empty();
    }

    private static boolean isReference(String said, Map<String, String> properties) {
        return properties.containsKey(AbstractConfig.CONFIG_PROVIDERS_CONFIG)
                && REFERENCE.matcher(said).matches();
    }
}
