package dev.offramp.cli.read;

import dev.offramp.kafka.RecordKinds;
import dev.offramp.kafka.SingleObjectReader;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.Origin;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Decodes the records of a topic, of whichever of its kinds each is. */
record RecordReader(RecordKinds<SingleObjectReader<? extends SpecificRecord>> kinds) {

    private static final byte[] NOTHING = {};

    /**
     * Of these kinds.
     *
     * @param registry says what the ids of records in its form mean
     */
    static RecordReader of(List<RecordKind> kinds, WriterSchemas registry) {
        Map<Class<? extends SpecificRecord>, SingleObjectReader<? extends SpecificRecord>> readers = new HashMap<>();
        for (RecordKind kind : kinds) {
            readers.put(kind.type(), new SingleObjectReader<>(kind.type(), registry));
        }
        var usual =
                new SingleObjectReader<>(kinds.get(0).type(), registry); // says what is wrong with what is none of them
        return new RecordReader(new RecordKinds<>(registry, readers, usual));
    }

    /** The record, or why it cannot be read. */
    TopicRecord read(ConsumerRecord<byte[], byte[]> record) throws Refusal {
        if (record.value() == null) {
            throw new Refusal(RefusalReason.NOT_AVRO, "a record without a value, which takes away what its key had");
        }
        SpecificRecord read = kinds.of(record.value()).read(record.value());
        return new TopicRecord(origin(record), text(record.key()), read);
    }

    static Origin origin(ConsumerRecord<byte[], byte[]> record) {
        return new Origin(record.topic(), record.partition(), record.offset(), record.timestamp());
    }

    /** What is no UTF-8 has replacement characters. */
    private static String text(byte @Nullable [] key) {
        return new String(key == null ? NOTHING : key, StandardCharsets.UTF_8);
    }
}
