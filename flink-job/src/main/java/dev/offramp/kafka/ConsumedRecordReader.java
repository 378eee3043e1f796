package dev.offramp.kafka;

import dev.offramp.sample.Origin;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Hands every record on as it is: an exception here would restart the job for ever on the same record. */
public final class ConsumedRecordReader implements KafkaRecordDeserializationSchema<ConsumedRecord> {

    private static final long serialVersionUID = 1;
    private static final byte[] NOTHING = {};

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<ConsumedRecord> out) {
        out.collect(consumed(record));
    }

    /** The record with where it lies, as the job keeps it. */
    public static ConsumedRecord consumed(ConsumerRecord<byte[], byte[]> record) {
        Origin origin = new Origin(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                0,
                TraceParent.in(record.headers()));
        return new ConsumedRecord(origin, orNothing(record.key()), orNothing(record.value()), record.value() == null);
    }

    @Override
    public TypeInformation<ConsumedRecord> getProducedType() {
        return ConsumedRecord.TYPE;
    }

    private static byte[] orNothing(byte @Nullable [] bytes) {
        return bytes == null ? NOTHING : bytes;
    }
}
