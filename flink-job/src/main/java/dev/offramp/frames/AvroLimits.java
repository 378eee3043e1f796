package dev.offramp.frames;

/** Keeps Avro from allocating what a corrupt length claims; Avro reads these properties when it is first used. */
final class AvroLimits {

    private static final int RECORD_OVERHEAD_BYTES = 64 * 1024;

    private AvroLimits() {}

    static void set(int maxFrameBytes) {
        String limit = Integer.toString(maxFrameBytes + RECORD_OVERHEAD_BYTES);
        System.setProperty("org.apache.avro.limits.bytes.maxLength", limit);
        System.setProperty("org.apache.avro.limits.string.maxLength", limit);
    }
}
