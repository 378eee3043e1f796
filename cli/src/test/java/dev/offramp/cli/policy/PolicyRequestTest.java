package dev.offramp.cli.policy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.policy.PolicyCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

/** What a form may not ask for; what it may is seen on a broker, in {@code PolicyDeskITCase}. */
class PolicyRequestTest {

    private static final Map<String, String> WHOLE =
            Map.of("action", "set", "scope", "default", "loss", "0.5%", "author", "anna", "reason", "a try");

    @Test
    void a_change_has_a_name_and_a_reason() {
        assertRefused("author", "", "say who you are");
        assertRefused("reason", " ", "say why");
        assertRefused("reason", "two\nlines", "one line");
        assertRefused("reason", "x".repeat(501), "at most 500 characters");
    }

    @Test
    void what_nobody_can_ask_for_is_said_by_its_field() {
        assertRefused("action", "delete", "set, release or remove");
        assertRefused("scope", "everyone", "default, group or stream");
        assertRefused("loss", "much", "loss: 'much' is no share");
        assertRefused("cost", "6M", "exclude each other");
        assertRefused("deadline", "soon", "deadline: ");
        assertRefused("thresholds", "0.9", "no field thresholds");
        assertRefused("loss", "", "nothing to set");
        assertRefused("action", "release", "leave loss empty");
        assertRefused("action", "remove", "leave loss empty");
        assertRefused("author", "an\nna", "in one line");
    }

    @Test
    void a_group_and_a_stream_want_a_name() {
        assertRefused("scope", "group", "a group wants a name");
        assertRefused("scope", "stream", "a stream wants a name");
    }

    private static void assertRefused(String field, String value, String why) {
        Map<String, String> fields = new HashMap<>(WHOLE);
        fields.put(field, value);
        KafkaSettings nowhere = KafkaSettings.from(new Configuration(), new ArrayList<>());
        assertThatThrownBy(() -> new PolicyRequest(fields).carryOut(nowhere, PolicyCheck.UNKNOWN_BUNDLE))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(why);
    }
}
