package dev.offramp.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ExitsTest {

    private final Exits exits = new Exits(
            new ContestResult(rounds(
                    Exits.OPEN, List.of(round(300, 10), round(500, 10), round(400, 10)),
                    Exits.CLOSED, List.of(round(100, 50), round(100, 50), round(100, 50)))),
            4,
            0.005);

    @Test
    void the_gain_is_time_by_time() {
        assertThat(exits.gain().values()).containsExactly(3.0, 5.0, 4.0);
    }

    @Test
    void wall_by_arithmetic_is_what_the_saved_multiply_adds_became() {
        assertThat(exits.arithmetic().median()).isEqualTo(5);
        assertThat(exits.wallByArithmetic().median()).isEqualTo(0.8);
    }

    private static Map<String, List<JobRound>> rounds(
            String one, List<JobRound> ofOne, String other, List<JobRound> ofOther) {
        Map<String, List<JobRound>> rounds = new LinkedHashMap<>();
        rounds.put(one, ofOne);
        rounds.put(other, ofOther);
        return rounds;
    }

    private static JobRound round(double rate, double multiplyAdds) {
        return new JobRound(
                rate,
                100,
                0.9,
                multiplyAdds,
                List.of(100L),
                DoubleStream.of(16).boxed().toList(),
                Set.of(1L));
    }
}
