package dev.offramp.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class AmountTest {

    @ParameterizedTest
    @CsvSource({"5000, 5000", "200k, 200000", "6.5 M, 6500000", "1.2g, 1200000000", ".5k, 500", "6000001, 6000001"})
    void an_amount_may_be_abbreviated(String text, long amount) {
        assertThat(new Amount().convert(text)).isEqualTo((double) amount);
        assertThat(Amount.read(text))
                .hasValueSatisfying(read -> assertThat(read.longValueExact()).isEqualTo(amount));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "1T", "-5", "1e6", "1,000", "0", "0k"})
    void what_is_no_amount_is_said(String text) {
        assertThatThrownBy(() -> new Amount().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + text + "' is no number above 0 such as 5000, 200k or 1M");
    }

    @Test
    void nothing_is_an_amount_to_read() {
        assertThat(Amount.read("0")).hasValueSatisfying(read -> assertThat(read).isZero());
    }
}
