package dev.offramp.kafka;

import dev.offramp.registry.WrittenForm;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes records to their topics, partitioned by key as every Kafka client does it.
 *
 * @param topic  of records that name none
 * @param others that records may name
 * @param form   of their values
 */
record OutgoingRecordWriter(String topic, List<String> others, WrittenForm form)
        implements KafkaRecordSerializationSchema<OutgoingRecord>, KafkaDatasetFacetProvider {

    @Override
    public ProducerRecord<byte[], byte[]> serialize(OutgoingRecord record, KafkaSinkContext context, Long timestamp) {
        byte[] key = record.key().length == 0 ? null : record.key();
        byte[] value = record.isTombstone() ? null : form.of(record.value());
        String to = record.hasTopic() ? record.topic() : topic;
        ProducerRecord<byte[], byte[]> written = new ProducerRecord<>(to, null, record.timestampMillis(), key, value);
        TraceParent.write(record.traceParent(), written.headers());
        return written;
    }

    /** Where the sink looks for transactions that an earlier run left open. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(
                Stream.concat(Stream.of(topic), others.stream()).toList())));
    }
}
