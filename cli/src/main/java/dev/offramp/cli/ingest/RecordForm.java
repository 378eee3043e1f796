package dev.offramp.cli.ingest;

/** As what a camera's pictures go to Kafka. */
public enum RecordForm {
    /** Each by itself, decoded, shrunk and written as JPEG. */
    FRAME,
    /** As they come, from key frame to key frame, without being decoded. */
    SEGMENT
}
