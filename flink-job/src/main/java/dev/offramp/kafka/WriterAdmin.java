package dev.offramp.kafka;

import java.lang.reflect.Field;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin client by which an exactly-once writer of Kafka's connector (5.0.0) looks for transactions that were left open. The writer
 * does not close it: with each start of a task a thread stayed that calls its broker for as long as the process lives.
 */
final class WriterAdmin {

    /** Of {@code ExactlyOnceKafkaWriter}, private; there is no other way to it. */
    static final String FIELD = "adminClient";

    private static final Logger LOG = LoggerFactory.getLogger(WriterAdmin.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private WriterAdmin() {}

    /** Closes that of a writer, if it has opened one. */
    static void close(Object writer) {
        try {
            Field field = writer.getClass().getDeclaredField(FIELD);
            field.setAccessible(true);
            if (field.get(writer) instanceof Admin open) {
                open.close(PATIENCE);
            }
        } catch (NoSuchFieldException withoutTransactions) {
            LOG.debug("{} has no admin client", writer.getClass());
        } catch (IllegalAccessException | RuntimeException failure) {
            LOG.warn("The admin client of a writer to Kafka stays open until the process ends", failure);
        }
    }
}
