package dev.offramp.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.cli.analysis.SomeWindows;
import dev.offramp.throughput.ServedWindow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectsTest {

    private static final Event CHANGE = new Event(60_500, "policy", "no early exits");

    private final Effects effects = new Effects();

    @Test
    void what_was_told_once_the_time_is_over_stays_though_windows_are_added_up() {
        String told = effects.of(List.of(CHANGE), windows(), 300_000).get(CHANGE);

        assertThat(told).contains("2.00 to 1.00 M");
        assertThat(effects.of(List.of(CHANGE), List.of(), 400_000)).containsEntry(CHANGE, told);
    }

    @Test
    void before_the_time_is_over_it_is_told_anew() {
        effects.of(List.of(CHANGE), windows(), 70_000);

        assertThat(effects.of(List.of(CHANGE), List.of(), 71_000)).isEmpty();
    }

    @Test
    void the_newest_few_are_told_and_nothing_but_changes() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            events.add(new Event(20_500L + 10_000L * i, i == 7 ? "steering" : "policy", "change " + i));
        }

        assertThat(effects.of(events, windows(), 300_000)).containsOnlyKeys(events.subList(2, 7));
    }

    private static List<ServedWindow> windows() {
        List<ServedWindow> windows = new ArrayList<>();
        for (int second = 0; second < 120; second++) {
            windows.add(second <= 60 ? SomeWindows.at(1000L * second, 75, 25) : SomeWindows.at(1000L * second, 100, 0));
        }
        return windows;
    }
}
