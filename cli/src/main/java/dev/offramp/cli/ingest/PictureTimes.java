package dev.offramp.cli.ingest;

import dev.offramp.schema.VideoTime;
import dev.offramp.video.VideoTrack;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The times of a source's pictures, from when it was opened until it is closed: one epoch. Not thread-safe. */
final class PictureTimes {

    private final VideoTrack track;
    private final boolean areTheirOwn;
    private final SteadyTime steady;
    private final CaptureTimes captureTimes;
    private final long epoch;

    /**
     * Begins an epoch.
     *
     * @param openedMillis since 1970
     */
    PictureTimes(SourceTimes source, StreamHistory history, long openedMillis) {
        this.track = source.track();
        this.areTheirOwn = source.areItsOwn();
        this.steady = new SteadyTime(track.framesPerSecond());
        this.captureTimes = new CaptureTimes(source.fileStartMillis(), history);
        this.epoch = history.nextEpoch(openedMillis);
    }

    long epoch() {
        return epoch;
    }

    /**
     * The time of the next picture in the order in which they are shown, in microseconds, never less than of the one before.
     *
     * @param pts as the source says it; empty where it does not
     */
    long next(OptionalLong pts, Arrival arrival) {
        return steady.next(saidMicros(pts, arrival), arrival.steadyMicros());
    }

    /**
     * When the picture was taken.
     *
     * @param micros         what {@link #next} said of it
     * @param reportedMicros when the source's count was 0, by the camera's own reports, since 1970
     */
    CaptureTime taken(long micros, Optional<Long> reportedMicros, Arrival arrival) {
        return captureTimes.of(micros, reportedMicros, arrival.wallMillis());
    }

    /**
     * When a picture of the same segment was taken, as the job tells it: as long after the first as their times are apart.
     *
     * @param micros between the two
     */
    CaptureTime after(CaptureTime first, long micros) {
        return captureTimes.after(first, micros);
    }

    /** As the source gave it; none where it did not. */
    @Nullable
    VideoTime videoTime(OptionalLong pts) {
        return areTheirOwn && pts.isPresent()
                ? new VideoTime(pts.getAsLong(), track.timeBaseNumerator(), track.timeBaseDenominator())
                : null;
    }

    private OptionalLong saidMicros(OptionalLong pts, Arrival arrival) {
        if (!areTheirOwn) {
            return OptionalLong.of(arrival.steadyMicros());
        }
        return pts.isPresent() ? OptionalLong.of(track.micros(pts.getAsLong())) : OptionalLong.empty();
    }
}
