package dev.offramp.cli.options;

import dev.offramp.kafka.KafkaSettings;
import java.util.Optional;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Tells whose values must not be shown: what Flink hides on its web pages, and what Kafka hides in its logs. */
public final class Secrets {

    private Secrets() {}

    /**
     * The value, or what stands for it.
     *
     * @param key of the job's or Flink's settings, or of Kafka's own client
     */
    public static String shown(String key, String value, String withheld) {
        return isSecret(key) ? withheld : value;
    }

    /** Whether nobody may see what stands under it. */
    public static boolean isSecret(String key) {
        return GlobalConfiguration.isSensitive(key) || isKafkaSecret(key);
    }

    private static boolean isKafkaSecret(String key) {
        String own =
                key.startsWith(KafkaSettings.CLIENT_PREFIX) ? key.substring(KafkaSettings.CLIENT_PREFIX.length()) : key;
        ConfigDef.ConfigKey known = ProducerConfig.configDef().configKeys().get(own);
        return Optional.ofNullable(known)
                .filter(option -> option.type() == ConfigDef.Type.PASSWORD)
                .isPresent();
    }
}
