package dev.offramp.cli.read;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.Origin;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Decodes the records of a topic, of whichever of its kinds each is. */
record RecordReader(List<RecordKind> kinds) {

    private static final byte[] NOTHING = {};

    RecordReader {
        kinds = List.copyOf(kinds);
    }

    /** The record, or why it cannot be read. */
    TopicRecord read(ConsumerRecord<byte[], byte[]> record) throws Refusal {
        if (record.value() == null) {
            throw new Refusal(RefusalReason.NOT_AVRO, "a record without a value, which takes away what its key had");
        }
        RecordKind kind = kinds.stream()
                .filter(one -> one.reader().wrote(record.value()))
                .findFirst()
                .orElse(kinds.get(0)); // which says what is wrong with it
        return new TopicRecord(origin(record), text(record.key()), kind.reader().read(record.value()));
    }

    static Origin origin(ConsumerRecord<byte[], byte[]> record) {
        return new Origin(record.topic(), record.partition(), record.offset(), record.timestamp());
    }

    /** What is no UTF-8 has replacement characters. */
    private static String text(byte @Nullable [] key) {
        return new String(key == null ? NOTHING : key, StandardCharsets.UTF_8);
    }
}
