package dev.offramp.cli.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Writes the records that are wanted, up to a number. Where they cannot be written it throws an {@link UncheckedIOException}. */
final class RecordCopy implements RecordUse {

    private final Selection selection;
    private final RecordSink sink;
    private final long limit;
    private long written;

    RecordCopy(Selection selection, RecordSink sink, long limit) {
        this.selection = selection;
        this.sink = sink;
        this.limit = limit;
    }

    @Override
    public Optional<TopicRecord> look(ConsumerRecord<byte[], byte[]> record) {
        return selection.look(record);
    }

    @Override
    public boolean take(TopicRecord record) {
        try {
            sink.write(record);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        selection.found();
        written++;
        return written < limit;
    }

    @Override
    public void caughtUp() {
        try {
            sink.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    long written() {
        return written;
    }
}
