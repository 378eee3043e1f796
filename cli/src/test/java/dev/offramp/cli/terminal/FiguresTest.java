package dev.offramp.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void numbers_look_alike_wherever_they_are_shown() {
        assertThat(Figures.count(10_000)).isEqualTo("10,000");
        assertThat(Figures.percent(0.9237)).isEqualTo("92.4 %");
        assertThat(Figures.multiplyAdds(4_123_456)).isEqualTo("4.12 M");
        assertThat(Figures.millis(3.21)).isEqualTo("3.2 ms");
        assertThat(Figures.millis(312.4)).isEqualTo("312 ms");
        assertThat(Figures.millis(1312)).isEqualTo("1.3 s");
        assertThat(Figures.bytes(5_234_000)).isEqualTo("5.2 MB");
        assertThat(Figures.bytes(11_200)).isEqualTo("12 kB");
        assertThat(Figures.span(Duration.ofMillis(3_812))).isEqualTo("3.8 s");
        assertThat(Figures.span(Duration.ofSeconds(42))).isEqualTo("42 s");
        assertThat(Figures.span(Duration.ofSeconds(185))).isEqualTo("3 min 05 s");
    }

    @Test
    void a_bar_is_full_only_when_all_is_done() {
        assertThat(Figures.bar(0.999)).isEqualTo("[#############################.]  99 %");
        assertThat(Figures.bar(1)).isEqualTo("[##############################] 100 %");
        assertThat(Figures.bar(1.5)).isEqualTo(Figures.bar(1));
    }
}
