package dev.offramp.cli.ingest;

import dev.offramp.schema.CaptureClock;

/**
 * When a picture was taken, and who says so.
 *
 * @param eventMillis since 1970
 */
record CaptureTime(long eventMillis, CaptureClock clock) {}
