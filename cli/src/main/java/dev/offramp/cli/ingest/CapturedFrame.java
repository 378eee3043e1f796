package dev.offramp.cli.ingest;

import dev.offramp.schema.VideoTime;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A picture of a camera, on its way to Kafka.
 *
 * @param epoch      in which it was taken
 * @param taken      when
 * @param videoTime  its presentation time as the source gave it, where it gave one
 * @param jpeg       not to be changed
 * @param lostBefore pictures between it and the one before that were wanted and could not be had
 */
record CapturedFrame(
        long epoch, CaptureTime taken, @Nullable VideoTime videoTime, ByteBuffer jpeg, int lostBefore) {}
