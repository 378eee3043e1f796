package dev.offramp.cli.read;

import dev.offramp.kafka.SingleObjectReader;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Decodes the records of a topic, of whichever of its kinds each is. */
record RecordReader(List<SingleObjectReader<? extends SpecificRecord>> kinds) {

    private static final byte[] NOTHING = {};

    RecordReader {
        kinds = List.copyOf(kinds);
    }

    /**
     * Of these kinds.
     *
     * @param registry says what the ids of records in its form mean
     */
    static RecordReader of(List<RecordKind> kinds, WriterSchemas registry) {
        return new RecordReader(kinds.stream()
                .<SingleObjectReader<? extends SpecificRecord>>map(
                        kind -> new SingleObjectReader<>(kind.type(), registry))
                .toList());
    }

    /** The record, or why it cannot be read. */
    TopicRecord read(ConsumerRecord<byte[], byte[]> record) throws Refusal {
        if (record.value() == null) {
            throw new Refusal(RefusalReason.NOT_AVRO, "a record without a value, which takes away what its key had");
        }
        SingleObjectReader<? extends SpecificRecord> kind = kinds.stream()
                .filter(one -> one.wrote(record.value()))
                .findFirst()
                .orElse(kinds.get(0)); // which says what is wrong with it
        return new TopicRecord(origin(record), text(record.key()), kind.read(record.value()));
    }

    static Origin origin(ConsumerRecord<byte[], byte[]> record) {
        return new Origin(record.topic(), record.partition(), record.offset(), record.timestamp());
    }

    /** What is no UTF-8 has replacement characters. */
    private static String text(byte @Nullable [] key) {
        return new String(key == null ? NOTHING : key, StandardCharsets.UTF_8);
    }
}
