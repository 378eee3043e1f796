package dev.offramp.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class WindowJsonTest {

    private final JsonNode json = WindowJson.of(SomeWindows.at(5000, 900, 100));

    @Test
    void rates_and_costs_are_those_of_a_sample() {
        assertThat(json.path("rate").asDouble()).isEqualTo(1000);
        assertThat(json.path("cost").asDouble()).isEqualTo(1_400_000);
        assertThat(json.at("/exits/0/share").asDouble()).isEqualTo(.9);
        assertThat(json.at("/stages/1/batch").asDouble()).isEqualTo(2);
    }

    @Test
    void what_is_not_known_is_left_out() {
        assertThat(json.has("budgetUse")).isFalse();
        assertThat(json.at("/accuracy/value").asDouble()).isEqualTo(.9);
        assertThat(WindowJson.of(SomeWindows.at(5000, 0, 0)).has("accuracy")).isFalse();
    }

    @Test
    void what_a_shadow_did_is_told_beside_what_it_did_not_answer() {
        assertThat(json.has("shadow")).isFalse();
        JsonNode told = WindowJson.of(SomeWindows.shadow(SomeWindows.BUNDLE, 5000));
        assertThat(told.path("samples").asLong()).isZero();
        assertThat(told.at("/shadow/samples").asLong()).isEqualTo(200);
        assertThat(told.at("/shadow/agreement").asDouble()).isEqualTo(.9);
        assertThat(told.at("/shadow/cost").asDouble()).isEqualTo(1.5);
        assertThat(told.at("/shadow/intervals/agreement/high").asDouble()).isBetween(.9, 1.0);
        assertThat(told.at("/shadow/intervals/accuracy-loss/value").asDouble()).isEqualTo(.1);
    }

    @Test
    void the_parts_of_the_time_of_a_mean_sample_add_up_to_its_latency() {
        double mean = .9 * 10 + .1 * 100;
        JsonNode time = json.path("time");
        double parts = time.path("before").asDouble();
        for (JsonNode part : time.path("waiting")) {
            parts += part.asDouble();
        }
        for (JsonNode part : time.path("compute")) {
            parts += part.asDouble();
        }
        assertThat(parts).isCloseTo(mean, within(.02 * mean));
        assertThat(time.at("/waiting/1").asDouble()).isCloseTo(1, within(.02));
        assertThat(time.at("/compute/0").asDouble()).isCloseTo(4, within(.05));
    }

    @Test
    void streams_are_told_where_they_are_wanted_alone() {
        assertThat(json.has("streams")).isFalse();
        JsonNode told = WindowJson.withStreams(SomeWindows.at(5000, 900, 100));
        assertThat(told.at("/streams/0/stream").asText()).isEqualTo("camera");
        assertThat(told.at("/streams/0/computeMillis").asDouble()).isEqualTo(4000);
        assertThat(told.path("otherStreams").asLong()).isEqualTo(7);
    }

    @Test
    void every_sample_lies_in_one_band_of_latency() {
        long all = 0;
        for (JsonNode count : json.path("latencies")) {
            all += count.asLong();
        }
        assertThat(all).isEqualTo(1000);
        assertThat(json.path("latencies").size())
                .isEqualTo(LatencyBuckets.boundsMillis().size() + 1);
        int ten = LatencyBuckets.boundsMillis().indexOf(10.0);
        assertThat(json.at("/latencies/" + ten).asLong()
                        + json.at("/latencies/" + (ten + 1)).asLong())
                .isEqualTo(900);
    }
}
