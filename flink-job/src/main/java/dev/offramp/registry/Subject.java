package dev.offramp.registry;

import org.apache.avro.Schema;

/**
 * A schema and what it is called in a registry.
 *
 * @param name   {@code <topic>-value} of the usual record of a topic; {@code <topic>-<record>} of others that lie there
 * @param topic  that such records lie on
 */
public record Subject(String name, String topic, Schema schema) {

    /** That of the usual record of a topic, as every client of a registry finds it (TopicNameStrategy). */
    public static Subject usual(String topic, Schema schema) {
        return new Subject(topic + "-value", topic, schema);
    }

    /** That of another record on the same topic (TopicRecordNameStrategy). */
    public static Subject further(String topic, Schema schema) {
        return new Subject(topic + "-" + schema.getFullName(), topic, schema);
    }
}
