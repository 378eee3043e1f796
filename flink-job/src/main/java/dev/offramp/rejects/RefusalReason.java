package dev.offramp.rejects;

/** A stable code for each way to be refused; the names are those of the {@code Reject} schema. */
public enum RefusalReason {
    NOT_AVRO,
    UNKNOWN_SCHEMA,
    CORRUPT_AVRO,
    EMPTY_KEY,
    KEY_MISMATCH,
    STREAM_ID_TOO_LONG,
    EMPTY_FRAME,
    FRAME_TOO_LARGE,
    UNSUPPORTED_ENCODING,
    UNDECODABLE_IMAGE,
    TRUNCATED_IMAGE,
    TOO_MANY_PIXELS,
    EXTREME_ASPECT,
    RAW_SIZE_MISMATCH,
    LABEL_OUT_OF_RANGE,
    MODEL_FAILED,
    NOT_FINITE,
    RESULT_TOO_LARGE,
    BAD_POLICY,
    BAD_DEADLINE,
    BAD_EVENT_TIME,
    PAST_DEADLINE,
    OVER_QUOTA,
    BAD_CAPTURE,
    BAD_SEGMENT,
    TOO_MANY_FRAMES,
    UNDECODABLE_VIDEO,
    BAD_BUNDLE_ORDER
}
