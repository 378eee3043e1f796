package dev.offramp.cli.watch;

import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.WindowReader;
import dev.offramp.rejects.Refusal;
import dev.offramp.sample.BundleId;
import dev.offramp.throughput.ServedWindow;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The windows that the job publishes, from some time ago on. */
final class WindowsSource implements Source {

    private static final int MOST_AT_ONCE = 100;
    private static final Duration POLL = Duration.ofMillis(500);

    private final TopicSource topic;
    private final Duration history;
    private final LongSupplier clock;
    private long readToMillis;
    private Optional<BundleId> bundle = Optional.empty();

    WindowsSource(KafkaSettings settings, Duration history, LongSupplier clock) {
        this.topic = new TopicSource(settings, settings.topics().throughput(), MOST_AT_ONCE);
        this.history = history;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "throughput windows";
    }

    @Override
    public void read(Board board) {
        if (!topic.isOpen()) {
            topic.open().seekTo(Math.max(readToMillis, clock.getAsLong() - history.toMillis()));
        }
        for (ConsumerRecord<byte[], byte[]> record : topic.open().poll(POLL)) {
            readToMillis = Math.max(readToMillis, record.timestamp());
            window(record, board);
        }
    }

    private void window(ConsumerRecord<byte[], byte[]> record, Board board) {
        try {
            ServedWindow window = WindowReader.read(record.value() == null ? new byte[0] : record.value());
            board.window(window);
            changeOf(window).ifPresent(board::event);
        } catch (Refusal foreign) {
            board.event(new Event(
                    record.timestamp(),
                    "foreign",
                    "a record of " + record.topic() + " is no window: " + foreign.detail()));
        }
    }

    private Optional<Event> changeOf(ServedWindow window) {
        Optional<BundleId> before = bundle;
        bundle = Optional.of(window.bundle());
        return before.filter(one -> !one.equals(window.bundle()))
                .map(one -> new Event(
                        window.window().startMillis(), "bundle", window.bundle() + " answers, and no longer " + one));
    }

    @Override
    public void close() {
        topic.close();
    }
}
