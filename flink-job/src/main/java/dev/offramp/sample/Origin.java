package dev.offramp.sample;

/** Where a record was read: stable over every replay, and so the identity of whatever is made of it. */
public record Origin(String topic, int partition, long offset, long timestampMillis) {

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
