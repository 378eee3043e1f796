package dev.offramp.cli.ingest;

import dev.offramp.schema.CaptureClock;
import java.util.Optional;
import java.util.OptionalLong;

/** Event times of one epoch, by the best clock that there is. Not thread-safe. */
final class CaptureTimes {

    /** A camera whose clock is further from ours has none that was ever set. */
    private static final long MOST_APART_MILLIS = 10_000;

    private static final long MICROS = 1_000;

    private final OptionalLong fileStartMillis;
    private final StreamHistory history;
    private boolean began;
    private long firstMicros;

    /**
     * @param fileStartMillis when the first picture of a file was taken, since 1970; empty for what is no file
     */
    CaptureTimes(OptionalLong fileStartMillis, StreamHistory history) {
        this.fileStartMillis = fileStartMillis;
        this.history = history;
    }

    /**
     * When a picture was taken.
     *
     * @param steadyMicros   its presentation time, mended
     * @param reportedMicros when the source's count was 0, by the camera's own reports, since 1970
     * @param arrivalMillis  when it came here, since 1970
     */
    CaptureTime of(long steadyMicros, Optional<Long> reportedMicros, long arrivalMillis) {
        if (!began) {
            began = true;
            firstMicros = steadyMicros;
        }
        CaptureTime read = read(steadyMicros, reportedMicros, arrivalMillis);
        return new CaptureTime(history.notBackwards(read.eventMillis()), read.clock());
    }

    /** So long after another picture, by its clock; nothing that is asked for later lies before it. */
    CaptureTime after(CaptureTime first, long micros) {
        long roundedUp = -Math.floorDiv(-micros, MICROS); // whoever rounds to the nearest is not later
        return new CaptureTime(history.notBackwards(first.eventMillis() + roundedUp), first.clock());
    }

    private CaptureTime read(long steadyMicros, Optional<Long> reportedMicros, long arrivalMillis) {
        if (reportedMicros.isPresent()) {
            long millis = Math.floorDiv(reportedMicros.get() + steadyMicros, MICROS);
            if (Math.abs(millis - arrivalMillis) <= MOST_APART_MILLIS) {
                return new CaptureTime(millis, CaptureClock.RTCP);
            }
        }
        if (fileStartMillis.isPresent()) {
            return new CaptureTime(
                    fileStartMillis.getAsLong() + Math.floorDiv(steadyMicros - firstMicros, MICROS), CaptureClock.FILE);
        }
        return new CaptureTime(arrivalMillis, CaptureClock.ARRIVAL);
    }
}
