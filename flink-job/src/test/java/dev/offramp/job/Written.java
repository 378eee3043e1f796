package dev.offramp.job;

import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.schema.Classification;
import dev.offramp.schema.ThroughputWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads what the jobs of a {@link Relay} have written. */
final class Written {

    private Written() {}

    static Classification classification(OutgoingRecord record) {
        try {
            return Classification.getDecoder().decode(record.value(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the frame that was answered, in the order in which they were published. */
    static int index(Classification answer) {
        int stream = Integer.parseInt(answer.getStream().substring("stream-".length()));
        return (int) answer.getSequence() * Relay.STREAMS + stream;
    }

    /** In all throughput windows together. */
    static long samples(List<OutgoingRecord> windows) {
        return windows.stream()
                .map(Written::window)
                .mapToLong(ThroughputWindow::getSamples)
                .sum();
    }

    private static ThroughputWindow window(OutgoingRecord record) {
        try {
            return ThroughputWindow.getDecoder().decode(record.value(), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
