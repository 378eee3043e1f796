package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JaasCheckTest {

    private static final Map<String, String> PROPERTIES =
            Map.of("config.providers", "mounted", "sasl.jaas.config", "${mounted:/etc/offramp:login}");

    @TempDir
    private Path folder;

    /** The check before the start makes a client, as the job would. */
    @Test
    void a_login_in_a_file_that_cannot_be_read_is_not_repeated() throws Exception {
        Files.writeString(folder.resolve("login"), "Plain required password=\"hush-1\" hush-2");
        var config = Configuration.fromMap(Map.of(
                "kafka.bootstrap-servers",
                "127.0.0.1:1",
                "kafka.properties.security.protocol",
                "SASL_PLAINTEXT",
                "kafka.properties.config.providers",
                "mounted",
                "kafka.properties.config.providers.mounted.class",
                "org.apache.kafka.common.config.provider.DirectoryConfigProvider",
                "kafka.properties.sasl.jaas.config",
                "${mounted:" + folder + ":login}"));
        var settings = KafkaSettings.from(config, new ArrayList<>());

        assertThat(new BrokerCheck(settings, false, Duration.ofSeconds(1))
                        .findings()
                        .problems())
                .singleElement()
                .asString()
                .startsWith("kafka.properties.sasl.jaas.config cannot be read: it must be a login module")
                .doesNotContain("hush");
    }

    @Test
    void what_is_wrong_with_something_else_is_told_as_it_is() {
        assertThat(JaasCheck.problem(PROPERTIES, new KafkaException("no such trust store")))
                .isEmpty();
        assertThat(JaasCheck.problem(Map.of(), new KafkaException(new IllegalArgumentException("another"))))
                .isEmpty();
    }
}
