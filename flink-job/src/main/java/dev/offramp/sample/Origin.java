package dev.offramp.sample;

/**
 * Where something was read: stable over every replay, and so the identity of whatever is made of it.
 *
 * @param index which of the samples that the record brings, counted from 0; 0 of a record by itself
 */
public record Origin(String topic, int partition, long offset, long timestampMillis, int index) {

    /** A record, or the only sample that it brings. */
    public Origin(String topic, int partition, long offset, long timestampMillis) {
        this(topic, partition, offset, timestampMillis, 0);
    }

    /** One of the samples that the record brings. */
    public Origin at(int sample) {
        return new Origin(topic, partition, offset, timestampMillis, sample);
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset + (index == 0 ? "" : "#" + index);
    }
}
