package dev.offramp.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramesSettingsTest {

    @Test
    void the_defaults_are_in_order() {
        List<String> problems = new ArrayList<>();
        FramesSettings settings = FramesSettings.from(new Configuration(), problems);

        assertThat(problems).isEmpty();
        assertThat(settings)
                .isEqualTo(new FramesSettings(
                        8 << 20,
                        24_000_000,
                        20,
                        DecodePlace.CHAINED,
                        -1,
                        new SegmentBounds(1000, 2_000_000_000L, 9_000_000)));
        assertThat(settings.parallelism()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "frames.max-bytes   | 0 b   | frames.max-bytes must be between 1 byte and 1 GiB, was 0",
                "frames.max-bytes   | 2 gb  | frames.max-bytes must be between 1 byte and 1 GiB, was 2147483648",
                "frames.max-pixels  | 0     | frames.max-pixels must be between 1 and 500000000, was 0",
                "frames.max-pixels  | 2000000000 | frames.max-pixels must be between 1 and 500000000, was 2000000000",
                "frames.max-aspect  | 0.5   | frames.max-aspect must be between 1 and 100, was 0.5",
                "frames.max-aspect  | NaN   | frames.max-aspect must be between 1 and 100, was NaN",
                "frames.max-aspect  | Infinity | frames.max-aspect must be between 1 and 100, was Infinity",
                "frames.parallelism | 3     | frames.parallelism needs frames.decode: apart",
            })
    void what_cannot_be_is_named_with_its_value(String key, String value, String problem) {
        List<String> problems = new ArrayList<>();
        FramesSettings.from(Configuration.fromMap(Map.of(key, value)), problems);

        assertThat(problems).containsExactly(problem);
    }

    @Test
    void decoding_apart_may_have_a_parallelism_of_its_own() {
        Configuration config = Configuration.fromMap(Map.of("frames.decode", "apart", "frames.parallelism", "3"));

        assertThat(FramesSettings.from(config, new ArrayList<>()).parallelism()).hasValue(3);
    }
}
