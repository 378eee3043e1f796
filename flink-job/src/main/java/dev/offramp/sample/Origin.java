package dev.offramp.sample;

/**
 * Where something was read: stable over every replay, and so the identity of whatever is made of it.
 *
 * @param index which of the samples that the record brings, counted from 0; 0 of a record by itself
 * @param traceParent the trace that the record belongs to, as W3C's header has it; {@link #NO_TRACE} where it says nothing of one
 */
public record Origin(String topic, int partition, long offset, long timestampMillis, int index, String traceParent) {

    /** Belongs to no trace. */
    public static final String NO_TRACE = "";

    /** A record, or the only sample that it brings, that belongs to no trace. */
    public Origin(String topic, int partition, long offset, long timestampMillis) {
        this(topic, partition, offset, timestampMillis, 0, NO_TRACE);
    }

    /** One of the samples that the record brings. */
    public Origin at(int sample) {
        return new Origin(topic, partition, offset, timestampMillis, sample, traceParent);
    }

    /** The same, which belongs to a trace. */
    public Origin in(String trace) {
        return new Origin(topic, partition, offset, timestampMillis, index, trace);
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset + (index == 0 ? "" : "#" + index);
    }
}
