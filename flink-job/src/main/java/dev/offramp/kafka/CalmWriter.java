package dev.offramp.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A writer of Kafka's connector that closes without a complaint, leaves nothing open, and does not wait for ever. Nothing hangs on a close that went wrong:
 * whatever a checkpoint counts on was flushed and pre-committed before it, and what was written since is written again.
 */
final class CalmWriter<T>
        implements StatefulSinkWriter<T, KafkaWriterState>, CommittingSinkWriter<T, KafkaCommittable> {

    private static final Logger LOG = LoggerFactory.getLogger(CalmWriter.class);

    private final StatefulSinkWriter<T, KafkaWriterState> writer;
    private final CommittingSinkWriter<T, KafkaCommittable> committing;
    private final Duration longestFlush;

    /** @param longestFlush after which a producer does not confirm any more what it was given */
    <W extends StatefulSinkWriter<T, KafkaWriterState> & CommittingSinkWriter<T, KafkaCommittable>> CalmWriter(
            W writer, Duration longestFlush) {
        this.writer = writer;
        this.committing = writer;
        this.longestFlush = longestFlush;
    }

    @Override
    public void write(T element, Context context) throws IOException, InterruptedException {
        writer.write(element, context);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        Overdue overdue = Overdue.after(longestFlush);
        try (overdue) {
            writer.flush(endOfInput);
        } catch (InterruptedException | InterruptException interrupted) {
            if (overdue.isPast()) {
                throw new IOException(
                        "a producer has confirmed nothing for " + longestFlush.toSeconds()
                                + " s, and never will: the thread that sends for it must have died, as of want of memory",
                        interrupted);
            }
            throw interrupted;
        }
    }

    @Override
    public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
        writer.writeWatermark(watermark);
    }

    @Override
    public Collection<KafkaCommittable> prepareCommit() throws IOException, InterruptedException {
        return committing.prepareCommit();
    }

    @Override
    public List<KafkaWriterState> snapshotState(long checkpointId) throws IOException {
        return writer.snapshotState(checkpointId);
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            LOG.warn(
                    "A writer to Kafka could not end in good order. What it wrote since the last checkpoint is written again; a"
                            + " transaction that it left open is given up by the writer that takes over, or by the broker",
                    failure);
        } finally {
            WriterAdmin.close(writer);
        }
    }
}
