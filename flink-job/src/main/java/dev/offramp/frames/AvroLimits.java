package dev.offramp.frames;

/** Keeps Avro from allocating what a corrupt length claims; Avro reads these properties when it is first used. */
final class AvroLimits {

    private AvroLimits() {}

    static void set(int maxFrameBytes) {
        String limit = Integer.toString(maxFrameBytes + FrameBounds.RECORD_OVERHEAD_BYTES);
        System.setProperty("org.apache.avro.limits.bytes.maxLength", limit);
        System.setProperty("org.apache.avro.limits.string.maxLength", limit);
    }
}
