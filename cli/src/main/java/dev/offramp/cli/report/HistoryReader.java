package dev.offramp.cli.report;

import dev.offramp.cli.analysis.WindowSlots;
import dev.offramp.cli.broker.TopicReader;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Quantity;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.WindowReader;
import dev.offramp.rejects.Refusal;
import dev.offramp.throughput.ServedWindow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/** Reads the windows of an interval from a job's throughput topic. */
record HistoryReader(KafkaSettings settings, Times times, int points, Screen screen) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_AT_ONCE = 500;

    /** A window's record bears its end as its time; after a restart a job may publish some later, never so much. */
    private static final long LATE_MILLIS = Duration.ofHours(1).toMillis();

    private static final int NEWEST = 50;

    /** Fails with one line where there is no window; it says which there are. */
    History read(Span span) {
        try (var reader = TopicReader.open(settings, topic(), MOST_AT_ONCE)) {
            var windows = new WindowReader(settings.writerSchemas());
            var reading = new Reading(windows, span, new WindowSlots(span.fromMillis(), span.toMillis(), points));
            reader.readBetween(span.fromMillis(), span.toMillis() + LATE_MILLIS, PATIENCE, reading::add);
            screen.line("Read %s windows of %s, %s", Quantity.count(reading.slots.count()), topic(), times.text(span));
            if (reading.slots.count() == 0) {
                throw new CommandFailure("there is no window in " + times.text(span) + " on " + topic() + "; "
                        + whatThereIs(reader, windows, reading.unreadable));
            }
            return new History(span, reading.slots.windows(), reading.slots.count(), reading.unreadable, reading.why);
        } catch (KafkaException failure) {
            throw new CommandFailure("topic " + topic() + " cannot be read: " + failure.getMessage(), failure);
        }
    }

    private String topic() {
        return settings.topics().throughput();
    }

    private String whatThereIs(TopicReader reader, WindowReader windows, int unreadable) {
        String foreign = unreadable == 0 ? "" : unreadable + " records of that time are no windows; ";
        reader.seekTo(0);
        Optional<ServedWindow> first = firstOf(windows, reader.poll(PATIENCE));
        List<ConsumerRecord<byte[], byte[]>> newest = reader.newest(NEWEST, PATIENCE);
        Optional<ServedWindow> last = newest.stream()
                .flatMap(record -> window(windows, record).stream())
                .reduce((one, next) -> next);
        if (first.isEmpty() || last.isEmpty()) {
            return foreign + "none of its records is a window: has a job run that writes there?";
        }
        return foreign + "it has windows from "
                + times.text(first.get().window().startMillis()) + " to "
                + times.text(last.get().window().endMillis());
    }

    private static Optional<ServedWindow> firstOf(WindowReader windows, List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .flatMap(record -> window(windows, record).stream())
                .findFirst();
    }

    private static Optional<ServedWindow> window(WindowReader windows, ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(windows.read(TopicReader.value(record)));
        } catch (Refusal foreign) {
            return Optional.empty();
        }
    }

    private static final class Reading {

        private final WindowReader windows;
        private final Span span;
        private final WindowSlots slots;
        private int unreadable;
        private Optional<String> why = Optional.empty();

        Reading(WindowReader windows, Span span, WindowSlots slots) {
            this.windows = windows;
            this.span = span;
            this.slots = slots;
        }

        void add(ConsumerRecord<byte[], byte[]> record) {
            try {
                slots.add(windows.read(TopicReader.value(record)));
            } catch (Refusal foreign) {
                if (record.timestamp() >= span.fromMillis() && record.timestamp() < span.toMillis()) {
                    unreadable++;
                    why = why.or(() -> Optional.of(foreign.detail()));
                }
            }
        }
    }
}
