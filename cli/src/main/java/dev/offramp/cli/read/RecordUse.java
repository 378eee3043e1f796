package dev.offramp.cli.read;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What becomes of the records of a topic. */
interface RecordUse {

    /** What it is; empty where it cannot be read or is not wanted. Called once a record, in the order of its partition. */
    Optional<TopicRecord> look(ConsumerRecord<byte[], byte[]> record);

    /** Takes the next one; returns whether more are wanted. */
    boolean take(TopicRecord record);

    /** What has come so far was handed on. */
    void caughtUp();
}
