package dev.offramp.cli.broker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.terminal.CommandFailure;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokerConnectionTest {

    @Test
    void a_broker_that_is_not_there_is_named_within_the_patience() {
        assertThatThrownBy(() -> BrokerConnection.open("127.0.0.1:1", Map.of(), Duration.ofSeconds(1)))
                .isInstanceOf(CommandFailure.class)
                .hasMessage(
                        "no Kafka broker answers at 127.0.0.1:1 (waited 1 s): is it running, and is --bootstrap right?");
    }

    @Test
    void an_address_that_is_none_is_named() {
        assertThatThrownBy(() -> BrokerConnection.open("nonsense", Map.of(), Duration.ofSeconds(1)))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--bootstrap nonsense cannot be used")
                .hasMessageContaining("nonsense");
    }
}
