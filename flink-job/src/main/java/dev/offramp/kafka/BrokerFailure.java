package dev.offramp.kafka;

import java.nio.file.FileSystemException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Says in one sentence why a broker could not be asked. */
public final class BrokerFailure {

    private BrokerFailure() {}

    /**
     * Of silence as of a refusal.
     *
     * @param patience that was had with the broker
     */
    public static String reason(KafkaException failure, String bootstrapServers, Duration patience) {
        if (failure instanceof InterruptException) {
            return "interrupted while asking the broker at " + bootstrapServers;
        }
        if (failure instanceof ApiException && !isSilence(failure)) {
            return "the broker at " + bootstrapServers + " refuses what the job has to ask: " + root(failure);
        }
        return "no Kafka broker answers at " + bootstrapServers + " within " + patience.toSeconds()
                + " s (kafka.bootstrap-servers): " + root(failure);
    }

    /** Whether it did not answer, which is less than to refuse. */
    public static boolean isSilence(KafkaException failure) {
        return failure instanceof TimeoutException;
    }

    /** Whether it may pass by itself, as silence does and a right that is missing; what is wrong with the client's own settings does not. */
    static boolean mayPass(KafkaException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean isUnresolved = cause instanceof ConfigException
                    && String.valueOf(cause.getMessage()).contains("resolvable"); // a name that DNS may know soon
            if (!isUnresolved && isOfSettings(cause)) {
                return false;
            }
        }
        return true;
    }

    /** A setting that Kafka cannot use, a certificate that is not trusted, a store that cannot be read or opened. */
    private static boolean isOfSettings(Throwable cause) {
        return cause instanceof ConfigException
                || cause instanceof SslAuthenticationException
                || cause instanceof FileSystemException
                || cause instanceof GeneralSecurityException;
    }

    /** What is behind it, in Kafka's own words. */
    public static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
