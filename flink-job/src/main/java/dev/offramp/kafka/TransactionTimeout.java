package dev.offramp.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How long the broker keeps a transaction open that nobody ends; then it gives it up, with all answers in it.
 *
 * @param namedBy the key under which the user says so; empty where the default holds, which may be shortened to what a broker allows
 */
public record TransactionTimeout(Duration duration, Optional<String> namedBy) {

    private static final String CLIENT_KEY = KafkaSettings.CLIENT_PREFIX + ProducerConfig.TRANSACTION_TIMEOUT_CONFIG;

    /** Reads the job's own option, or else the producer's; what is wrong with them is added to {@code problems}. */
    static TransactionTimeout from(ReadableConfig config, Map<String, String> client, List<String> problems) {
        Optional<Duration> own = config.getOptional(KafkaOptions.TRANSACTION_TIMEOUT);
        Optional<Duration> clients = Optional.ofNullable(client.get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG))
                .filter(millis -> millis.matches("[0-9]{1,10}"))
                .map(millis -> Duration.ofMillis(Long.parseLong(millis)));
        if (own.isPresent() && clients.isPresent()) {
            problems.add(
                    KafkaOptions.TRANSACTION_TIMEOUT.key() + " and " + CLIENT_KEY + " are one thing: set one of them");
        }
        Duration duration = own.or(() -> clients).orElse(KafkaOptions.TRANSACTION_TIMEOUT.defaultValue());
        Optional<String> key =
                own.map(set -> KafkaOptions.TRANSACTION_TIMEOUT.key()).or(() -> clients.map(set -> CLIENT_KEY));
        if (duration.toMillis() < 1 || duration.toMillis() > Integer.MAX_VALUE) {
            problems.add(key.orElse(CLIENT_KEY) + " must be between 1 ms and 24 days, was " + duration);
        }
        return new TransactionTimeout(duration, key);
    }

    /** The same, or as much of it as a broker allows where nobody named it. */
    TransactionTimeout within(Duration longest) {
        return namedBy.isPresent() || duration.compareTo(longest) <= 0
                ? this
                : new TransactionTimeout(longest, namedBy);
    }
}
