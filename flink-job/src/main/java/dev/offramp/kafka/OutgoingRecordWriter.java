package dev.offramp.kafka;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes records to one topic, partitioned by key as every Kafka client does it. */
record OutgoingRecordWriter(String topic) implements KafkaRecordSerializationSchema<OutgoingRecord> {

    @Override
    public ProducerRecord<byte[], byte[]> serialize(OutgoingRecord record, KafkaSinkContext context, Long timestamp) {
        byte[] key = record.key().length == 0 ? null : record.key();
        byte[] value = record.isTombstone() ? null : record.value();
        return new ProducerRecord<>(topic, null, record.timestampMillis(), key, value);
    }
}
