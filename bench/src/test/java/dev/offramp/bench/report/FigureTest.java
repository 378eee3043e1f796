package dev.offramp.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.bench.report.Figure.Outcome;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {

    @ParameterizedTest
    @CsvSource({"0.84,MISSED", "0.85,MET", "1.00,MET", "1.15,MET", "1.16,MISSED"})
    void an_aim_between_two_numbers_is_met_from_the_one_to_the_other(double median, Outcome outcome) {
        Figure figure = Figure.within("ratio", "One by the other.", 0.85, 1.15, new Spread(List.of(0.5, median, 2.0)));

        assertThat(figure.outcome()).isEqualTo(outcome);
        assertThat(figure.aim()).isEqualTo("0.85 to 1.15");
        assertThat(figure.measured()).endsWith("(0.50 to 2.00)");
    }
}
