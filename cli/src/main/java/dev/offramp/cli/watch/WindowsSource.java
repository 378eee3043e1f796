package dev.offramp.cli.watch;

import dev.offramp.cli.broker.TopicReader;
import dev.offramp.kafka.KafkaSettings;
import dev.offramp.kafka.WindowReader;
import dev.offramp.rejects.Refusal;
import dev.offramp.throughput.ServedWindow;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The windows that the job publishes, from some time ago on. */
final class WindowsSource implements Source {

    private static final int MOST_AT_ONCE = 100;
    private static final Duration MOST_AHEAD = Duration.ofMinutes(5);
    private static final Duration FOREIGN_EVERY = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(500);

    private final TopicSource topic;
    private final WindowReader windows;
    private final Duration history;
    private final LongSupplier clock;
    private final BundleChanges bundles = new BundleChanges();
    private long foreignToldMillis;

    WindowsSource(KafkaSettings settings, Duration history, LongSupplier clock) {
        this.topic = new TopicSource(settings, settings.topics().throughput(), MOST_AT_ONCE);
        this.windows = new WindowReader(settings.writerSchemas());
        this.history = history;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "throughput windows";
    }

    /** Opened anew, it reads the whole of the history again: a window that is there already is replaced. */
    @Override
    public void read(Board board) {
        if (!topic.isOpen()) {
            topic.open().seekTo(clock.getAsLong() - history.toMillis());
        }
        for (ConsumerRecord<byte[], byte[]> record : topic.open().poll(POLL)) {
            window(record, board);
        }
    }

    private void window(ConsumerRecord<byte[], byte[]> record, Board board) {
        try {
            ServedWindow window = windows.read(TopicReader.value(record));
            if (window.window().endMillis() > clock.getAsLong() + MOST_AHEAD.toMillis()) {
                foreign("its end is in the future; do the clocks agree?", record, board);
                return;
            }
            board.window(window);
            bundles.changedBy(window).forEach(board::event);
        } catch (Refusal foreign) {
            foreign(foreign.detail(), record, board);
        }
    }

    /** However many there are, they are told once in a while. */
    private void foreign(String why, ConsumerRecord<byte[], byte[]> record, Board board) {
        if (record.timestamp() - foreignToldMillis > FOREIGN_EVERY.toMillis()) {
            foreignToldMillis = record.timestamp();
            board.event(
                    new Event(record.timestamp(), "foreign", "a record of " + record.topic() + " is left out: " + why));
        }
    }

    @Override
    public void close() {
        topic.close();
    }
}
