package dev.offramp.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransactionTimeoutTest {

    private static final Duration DEFAULT = Duration.ofMinutes(15);

    private final List<String> problems = new ArrayList<>();

    @Test
    void nobody_names_the_default() {
        TransactionTimeout timeout = read(Map.of(), Map.of());

        assertThat(timeout.duration()).isEqualTo(DEFAULT);
        assertThat(timeout.namedBy()).isEmpty();
    }

    @Test
    void the_jobs_own_option_names_it_or_the_producers() {
        assertThat(read(Map.of("kafka.transaction-timeout", "5 min"), Map.of()).namedBy())
                .contains("kafka.transaction-timeout");
        TransactionTimeout producers = read(Map.of(), Map.of("transaction.timeout.ms", "60000"));
        assertThat(producers.duration()).isEqualTo(Duration.ofMinutes(1));
        assertThat(producers.namedBy()).contains("kafka.properties.transaction.timeout.ms");
        assertThat(problems).isEmpty();
    }

    @Test
    void both_are_one_too_many() {
        read(Map.of("kafka.transaction-timeout", "5 min"), Map.of("transaction.timeout.ms", "60000"));

        assertThat(problems)
                .containsExactly("kafka.transaction-timeout and kafka.properties.transaction.timeout.ms are one thing: "
                        + "set one of them");
    }

    @ParameterizedTest
    @CsvSource({"0 ms", "25 d"})
    void what_no_broker_takes_is_refused(String duration) {
        read(Map.of("kafka.transaction-timeout", duration), Map.of());

        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem)
                .startsWith("kafka.transaction-timeout must be between 1 ms and 24 days, was "));
    }

    @Test
    void a_default_shrinks_to_what_a_broker_allows_and_a_named_one_does_not() {
        Duration broker = Duration.ofMinutes(2);

        assertThat(read(Map.of(), Map.of()).within(broker).duration()).isEqualTo(broker);
        assertThat(read(Map.of(), Map.of()).within(Duration.ofHours(1)).duration())
                .isEqualTo(DEFAULT);
        assertThat(read(Map.of("kafka.transaction-timeout", "5 min"), Map.of())
                        .within(broker)
                        .duration())
                .isEqualTo(Duration.ofMinutes(5));
    }

    private TransactionTimeout read(Map<String, String> config, Map<String, String> client) {
        return TransactionTimeout.from(Configuration.fromMap(config), client, problems);
    }
}
