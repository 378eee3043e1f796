package dev.offramp.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {

    @ParameterizedTest
    @CsvSource({
        "0.95,  1,     12.7062047364",
        "0.95,  2,     4.3026527299",
        "0.95,  4,     2.7764451052",
        "0.95,  5,     2.5705818366",
        "0.95,  30,    2.0422724563",
        "0.999, 4,     8.6103015814",
        "0.999, 10,    4.5868938587",
        "0.5,   1,     1",
        "0.95,  9999,  1.9602",
    })
    void quantiles_are_those_of_the_tables(double confidence, int degrees, double quantile) {
        assertThat(StudentT.quantile(confidence, degrees)).isCloseTo(quantile, within(1e-4 * quantile));
    }
}
