package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientPropertiesCheckTest {

    private static final int LARGEST_REQUEST = 1_000_000;

    @ParameterizedTest
    @CsvSource({
        "linger.ms, 50",
        "compression.type, zstd",
        "batch.size, 65536",
        "acks, -1",
        "acks, all",
        "enable.idempotence, TRUE",
        "max.in.flight.requests.per.connection, 1",
        "retries, 100",
        "isolation.level, read_committed",
        "enable.auto.commit, false",
        "max.request.size, 1000000",
        "transaction.timeout.ms, 60000",
        "security.protocol, SASL_SSL",
        "sasl.client.callback.handler.class, com.example.OnTheClusterOnly",
        "a.key.of.somebodys.interceptor, anything",
    })
    void what_leaves_the_job_right_is_the_users_to_set(String key, String value) {
        assertThat(problems(Map.of(key, value))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.Module required username=\"me\" password=two words;",
                "a.Module required username=\"me\" password=\"two words\"",
                "a.Module password=\"two words\";"
            })
    void a_login_that_cannot_be_read_is_refused_without_a_word_of_it(String login) {
        assertThat(problems(Map.of("sasl.jaas.config", login)))
                .singleElement()
                .asString()
                .startsWith("kafka.properties.sasl.jaas.config cannot be read: ")
                .doesNotContain("words", "two");
    }

    @Test
    void a_login_that_kafkas_clients_read_from_a_file_themselves_is_left_to_them() {
        String reference = "${secret:/etc/offramp/kafka:sasl.jaas.config}";

        assertThat(problems(Map.of("sasl.jaas.config", reference, "config.providers", "secret")))
                .isEmpty();
        assertThat(problems(Map.of("sasl.jaas.config", reference))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "enable.idempotence, false, must be true",
        "acks, 1, must be all",
        "max.in.flight.requests.per.connection, 6, must be between 1 and 5",
        "retries, 0, must be at least 1",
        "isolation.level, read_uncommitted, must be read_committed",
        "enable.auto.commit, true, must be false",
        "auto.offset.reset, latest, must be earliest",
        "max.request.size, 999999, must be at least 1000000",
        "transactional.id, mine, is kafka.transactional-id-prefix",
        "bootstrap.servers, elsewhere:9092, is kafka.bootstrap-servers",
        "group.id, mine, is kafka.group-id",
        "value.serializer, com.example.Mine, cannot be set",
    })
    void what_would_break_a_promise_is_named(String key, String value, String problem) {
        assertThat(problems(Map.of(key, value))).singleElement().satisfies(said -> assertThat(said)
                .startsWith("kafka.properties." + key + " " + problem));
    }

    @ParameterizedTest
    @CsvSource({"linger.ms, soon", "acks, 2", "fetch.min.bytes, -1", "isolation.level, dirty"})
    void what_kafka_cannot_read_is_refused_with_its_own_words(String key, String value) {
        assertThat(problems(Map.of(key, value))).singleElement().satisfies(said -> assertThat(said)
                .startsWith("kafka.properties." + key + " cannot be read: ")
                .contains("Invalid value " + value + " for configuration " + key));
    }

    @Test
    void all_problems_are_named_at_once() {
        assertThat(problems(Map.of("acks", "0", "linger.ms", "soon", "group.id", "mine", "max.request.size", "1")))
                .hasSize(4);
    }

    private static List<String> problems(Map<String, String> properties) {
        return new ClientPropertiesCheck(properties, LARGEST_REQUEST).problems();
    }
}
