package dev.offramp.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offramp.cli.terminal.CommandFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TimesTest {

    private static final Times TIMES = TestingWindows.TIMES; // 15:00 in Berlin

    @Test
    void moments_are_read_in_the_forms_in_which_people_write_them() {
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");

        assertThat(List.of(
                        "2026-01-31T12:00:00Z", "2026-01-31t13:00", "13:00", "13:00:00", "2026-01-31T11:00:00-01:00"))
                .allSatisfy(text -> assertThat(TIMES.read("--from", text)).isEqualTo(noon.toEpochMilli()));
        assertThat(TIMES.read("--from", "2026-01-31"))
                .isEqualTo(Instant.parse("2026-01-30T23:00:00Z").toEpochMilli());
    }

    @Test
    void what_is_no_time_is_refused_with_examples() {
        assertThatThrownBy(() -> TIMES.read("--from", "yesterday"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--from yesterday is no time, as 2026-01-31T12:00:00Z");
        assertThatThrownBy(() -> Times.span("--since", "-1h")).isInstanceOf(CommandFailure.class);
        assertThatThrownBy(() -> Times.span("--since", "0s")).hasMessageContaining("above 0");
    }

    @Test
    void the_last_hour_is_told_of_unless_another_is_wanted() {
        Span span = options().span(TIMES);

        assertThat(span.toMillis()).isEqualTo(TIMES.clock().millis());
        assertThat(span.millis()).isEqualTo(Duration.ofHours(1).toMillis());
        assertThat(options("--since", "30min").span(TIMES).millis())
                .isEqualTo(Duration.ofMinutes(30).toMillis());
    }

    @Test
    void an_interval_is_compared_with_another_or_with_the_time_before_it() {
        Span span = options("--from", "14:00", "--to", "14:30").span(TIMES);

        assertThat(options("--against", "before").against(TIMES, span))
                .contains(new Span(TIMES.read("", "13:30"), TIMES.read("", "14:00")));
        assertThat(options("--against", "09:00..10:00").against(TIMES, span))
                .contains(new Span(TIMES.read("", "09:00"), TIMES.read("", "10:00")));
        assertThat(options().against(TIMES, span)).isEqualTo(Optional.empty());
    }

    @Test
    void an_interval_that_ends_before_it_begins_is_refused() {
        assertThatThrownBy(() -> options("--from", "23:00", "--to", "01:00").span(TIMES))
                .hasMessageContaining(
                        "is not before 2026-01-31 01:00:00; of another day than today, give the date too");
        assertThatThrownBy(() -> options("--to", "01:00").span(TIMES)).hasMessage("--to needs --from");
        assertThatThrownBy(() -> options("--since", "1h", "--from", "13:00").span(TIMES))
                .hasMessage("give either --since or --from");
        assertThatThrownBy(() ->
                        options("--against", "13:00").against(TIMES, options().span(TIMES)))
                .hasMessageContaining("is no interval");
    }

    private static IntervalOptions options(String... arguments) {
        var options = new IntervalOptions();
        var command = CommandLine.Model.CommandSpec.create()
                .addMixin("interval", CommandLine.Model.CommandSpec.forAnnotatedObject(options));
        new CommandLine(command).parseArgs(arguments);
        return options;
    }
}
