package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class WriterAdminTest {

    @SuppressWarnings("UnusedVariable") // read by its name
    private static final class Writer {

        private final Admin adminClient = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:1"));

        private boolean isOpen() {
            return Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().startsWith("kafka-admin-client-thread"));
        }
    }

    @Test
    void what_a_writer_has_opened_is_closed() {
        Writer writer = new Writer();
        assertThat(writer.isOpen()).isTrue();

        WriterAdmin.close(writer);

        assertThat(writer.isOpen()).isFalse();
    }

    @Test
    void a_writer_without_transactions_has_none() {
        assertThatCode(() -> WriterAdmin.close(Duration.ZERO)).doesNotThrowAnyException();
    }

    /** An upgrade of the connector that closes it itself, or calls it otherwise, is seen here. */
    @Test
    void the_connectors_writer_has_it_under_this_name() throws Exception {
        Class<?> writer = Class.forName("org.apache.flink.connector.kafka.sink.ExactlyOnceKafkaWriter");

        assertThat(writer.getDeclaredField(WriterAdmin.FIELD).getType()).isAssignableTo(Admin.class);
    }
}
