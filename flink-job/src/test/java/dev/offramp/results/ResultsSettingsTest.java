package dev.offramp.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class ResultsSettingsTest {

    private final List<String> problems = new ArrayList<>();

    @Test
    void answers_have_no_order_unless_one_is_wanted() {
        assertThat(settings(Map.of()).inOrder()).isFalse();
        assertThat(settings(Map.of("results.order", "stream")))
                .isEqualTo(new ResultsSettings(
                        ResultOrder.STREAM, new HoldLimits(2_000, 4_096, 4 << 20), Optional.empty()));
        assertThat(problems).isEmpty();
    }

    @Test
    void whatever_could_hold_nothing_is_a_problem() {
        settings(Map.of("results.max-wait", "0 ms", "results.max-held", "0", "results.max-held-bytes", "0 b"));

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "results.max-wait must be at least 1 ms, was PT0S",
                        "results.max-held must be at least 1, was 0",
                        "results.max-held-bytes must be at least 1 byte, was 0");
    }

    private ResultsSettings settings(Map<String, String> config) {
        return ResultsSettings.from(Configuration.fromMap(config), problems);
    }
}
