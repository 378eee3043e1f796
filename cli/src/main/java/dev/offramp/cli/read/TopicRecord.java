package dev.offramp.cli.read;

import dev.offramp.sample.Origin;
import org.apache.avro.specific.SpecificRecord;

/**
 * One record of a topic, decoded.
 *
 * @param origin where it was read
 * @param key    the Kafka key as text; empty where there is none
 */
record TopicRecord(Origin origin, String key, SpecificRecord value) {

    /** What it is, as in {@code end-of-stream}. */
    String kind() {
        return RecordKind.name(value.getSchema());
    }
}
