package dev.offramp.kafka;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
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

    /** What is behind it, in Kafka's own words. */
    public static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
