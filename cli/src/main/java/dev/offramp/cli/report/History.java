package dev.offramp.cli.report;

import dev.offramp.cli.analysis.WindowHistory;
import dev.offramp.throughput.ServedWindow;
import java.util.List;
import java.util.Optional;

/**
 * What a job's throughput topic has of an interval.
 *
 * @param windows    in the order of time, as many as a picture shows; neighbours may be added up
 * @param count      of windows that they were made of
 * @param unreadable records of that time that are no windows
 * @param why        the first of them is none
 */
record History(Span span, List<ServedWindow> windows, int count, int unreadable, Optional<String> why) {

    History {
        windows = List.copyOf(windows);
    }

    /** All of it added up by bundle, the one that answered most first. */
    List<ServedWindow> sums() {
        return WindowHistory.sums(windows);
    }

    /** From the first window's start to the last one's end. */
    Span covered() {
        return new Span(
                windows.get(0).window().startMillis(),
                windows.stream()
                        .mapToLong(one -> one.window().endMillis())
                        .max()
                        .orElseThrow());
    }
}
