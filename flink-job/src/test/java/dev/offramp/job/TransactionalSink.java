package dev.offramp.job;

import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.kafka.OutgoingRecordFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Keeps in this process, under the test's id, what a job has written and committed with a checkpoint: as a reader of Kafka sees it who
 * reads what is committed. What is written behind the last barrier of a stopped job is never seen.
 */
record TransactionalSink(String id) implements Sink<OutgoingRecord>, SupportsCommitter<TransactionalSink.Transaction> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ConcurrentMap<String, Map<String, List<OutgoingRecord>>> COMMITTED = new ConcurrentHashMap<>();

    /** What one subtask wrote between two barriers. */
    record Transaction(String id, List<OutgoingRecord> records) {}

    /** What was for the sink's own topic, in the order in which it was committed. */
    List<OutgoingRecord> committed() {
        Map<String, List<OutgoingRecord>> byId = committedById();
        synchronized (byId) {
            return byId.values().stream()
                    .flatMap(List::stream)
                    .filter(record -> record.topic().isEmpty())
                    .toList();
        }
    }

    /** Waits until what is committed is enough. */
    void await(Predicate<List<OutgoingRecord>> enough) throws InterruptedException {
        Map<String, List<OutgoingRecord>> byId = committedById();
        long lastNanos = System.nanoTime() + PATIENCE.toNanos();
        synchronized (byId) {
            while (!enough.test(committed())) {
                long millis = Duration.ofNanos(lastNanos - System.nanoTime()).toMillis();
                if (millis <= 0) {
                    throw new AssertionError("only " + committed().size() + " records were committed in " + PATIENCE);
                }
                byId.wait(millis);
            }
        }
    }

    @Override
    public CommittingSinkWriter<OutgoingRecord, Transaction> createWriter(WriterInitContext context) {
        return new Writer();
    }

    @Override
    public Committer<Transaction> createCommitter(CommitterInitContext context) {
        return new Committer<>() {
            @Override
            public void commit(Collection<CommitRequest<Transaction>> requests) {
                requests.forEach(request -> commitOnce(request.getCommittable()));
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SimpleVersionedSerializer<Transaction> getCommittableSerializer() {
        return new TransactionSerializer();
    }

    /** A job that goes on from a savepoint commits again what the savepoint had not yet seen committed. */
    private void commitOnce(Transaction transaction) {
        Map<String, List<OutgoingRecord>> byId = committedById();
        synchronized (byId) {
            byId.putIfAbsent(transaction.id(), transaction.records());
            byId.notifyAll();
        }
    }

    private Map<String, List<OutgoingRecord>> committedById() {
        return COMMITTED.computeIfAbsent(id, unseen -> Collections.synchronizedMap(new LinkedHashMap<>()));
    }

    private static final class Writer implements CommittingSinkWriter<OutgoingRecord, Transaction> {

        private List<OutgoingRecord> open = new ArrayList<>();

        @Override
        public void write(OutgoingRecord record, Context ignored) {
            open.add(record);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public Collection<Transaction> prepareCommit() {
            List<OutgoingRecord> closed = open;
            open = new ArrayList<>();
            return closed.isEmpty()
                    ? List.of()
                    : List.of(new Transaction(UUID.randomUUID().toString(), closed));
        }

        @Override
        public void close() {}
    }

    private static final class TransactionSerializer implements SimpleVersionedSerializer<Transaction> {

        private static final OutgoingRecordFormat RECORDS = new OutgoingRecordFormat();

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Transaction transaction) throws IOException {
            DataOutputSerializer out = new DataOutputSerializer(1024);
            out.writeUTF(transaction.id());
            RECORDS.writeAll(transaction.records(), out);
            return out.getCopyOfBuffer();
        }

        @Override
        public Transaction deserialize(int version, byte[] serialized) throws IOException {
            DataInputDeserializer in = new DataInputDeserializer(serialized);
            return new Transaction(in.readUTF(), RECORDS.readAll(in));
        }
    }
}
