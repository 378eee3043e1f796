package dev.offramp.kafka;

import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaWriterState;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;

/**
 * Flink's sink to Kafka, whose writers close without a complaint and do not wait for ever. The connector's throw where a broker is away
 * or has fenced them, and a task that fails and then fails to clean up ends its whole task manager; and they wait for a producer whose
 * thread has died.
 *
 * @param sink         that does all else
 * @param longestFlush after which a producer does not confirm any more what it was given
 */
record CalmSink<T>(KafkaSink<T> sink, Duration longestFlush)
        implements Sink<T>,
                SupportsWriterState<T, KafkaWriterState>,
                SupportsCommitter<KafkaCommittable>,
                SupportsPostCommitTopology<KafkaCommittable>,
                LineageVertexProvider {

    @Serial
    private static final long serialVersionUID = 1L;

    @Override
    public CalmWriter<T> createWriter(WriterInitContext context) throws IOException {
        return new CalmWriter<>(sink.createWriter(context), longestFlush);
    }

    @Override
    public CalmWriter<T> restoreWriter(WriterInitContext context, Collection<KafkaWriterState> state) {
        return new CalmWriter<>(sink.restoreWriter(context, state), longestFlush);
    }

    @Override
    public SimpleVersionedSerializer<KafkaWriterState> getWriterStateSerializer() {
        return sink.getWriterStateSerializer();
    }

    @Override
    public Committer<KafkaCommittable> createCommitter(CommitterInitContext context) {
        return sink.createCommitter(context);
    }

    @Override
    public SimpleVersionedSerializer<KafkaCommittable> getCommittableSerializer() {
        return sink.getCommittableSerializer();
    }

    @Override
    public void addPostCommitTopology(DataStream<CommittableMessage<KafkaCommittable>> committables) {
        sink.addPostCommitTopology(committables);
    }

    @Override
    public LineageVertex getLineageVertex() {
        return sink.getLineageVertex();
    }
}
