package dev.offramp.job;

import dev.offramp.kafka.OutgoingRecord;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps what a bounded job writes in this process, under the test's id. */
record MemorySink(String id) implements Sink<OutgoingRecord> {

    private static final ConcurrentMap<String, Queue<OutgoingRecord>> WRITTEN = new ConcurrentHashMap<>();

    List<OutgoingRecord> written() {
        return List.copyOf(WRITTEN.getOrDefault(id, new ConcurrentLinkedQueue<>()));
    }

    @Override
    public SinkWriter<OutgoingRecord> createWriter(WriterInitContext context) {
        Queue<OutgoingRecord> records = WRITTEN.computeIfAbsent(id, unseen -> new ConcurrentLinkedQueue<>());
        return new SinkWriter<>() {
            @Override
            public void write(OutgoingRecord record, Context ignored) {
                records.add(record);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
