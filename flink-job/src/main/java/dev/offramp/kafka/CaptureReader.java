package dev.offramp.kafka;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.Capture;
import dev.offramp.sample.PresentationTime;
import dev.offramp.sample.SourceClock;
import dev.offramp.schema.CaptureClock;
import dev.offramp.schema.Frame;
import dev.offramp.schema.Segment;
import dev.offramp.schema.VideoTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From what a frame or a segment says of its source, or why it cannot be. */
final class CaptureReader {

    private CaptureReader() {}

    static Capture read(Frame frame) throws Refusal {
        return new Capture(
                epoch(frame.getEpoch()),
                videoTime(frame.getVideoTime()),
                clock(frame.getClock()),
                count("dropped", frame.getDropped()),
                count("unchanged", frame.getUnchanged()));
    }

    /** What holds for all of a segment's samples; each has a place of its own in the video. */
    static Capture read(Segment segment) throws Refusal {
        return new Capture(
                epoch(segment.getEpoch()),
                Optional.empty(),
                clock(segment.getClock()),
                count("dropped", segment.getDropped()),
                count("unchanged", segment.getUnchanged()));
    }

    /** A time. One from a far future would make whatever follows it late, for as long as the stream is known. */
    static long epoch(long millis) throws Refusal {
        if (millis < 0 || millis > SampleFields.LAST_MILLIS) {
            throw new Refusal(
                    RefusalReason.BAD_CAPTURE,
                    "epoch must be from 1970 to 9999, was " + millis + " ms after 1970-01-01");
        }
        return millis;
    }

    static int count(String field, int value) throws Refusal {
        if (value < 0) {
            throw new Refusal(RefusalReason.BAD_CAPTURE, field + " must be at least 0, was " + value);
        }
        return value;
    }

    /** A time base that is no length of time would become a division by zero with whoever reads the answer. */
    private static Optional<PresentationTime> videoTime(@Nullable VideoTime time) throws Refusal {
        if (time == null) {
            return Optional.empty();
        }
        if (time.getTimeBaseNumerator() < 1 || time.getTimeBaseDenominator() < 1) {
            throw new Refusal(
                    RefusalReason.BAD_CAPTURE,
                    "the time base of videoTime must be two numbers of at least 1, was " + time.getTimeBaseNumerator()
                            + "/" + time.getTimeBaseDenominator());
        }
        return Optional.of(
                new PresentationTime(time.getPts(), time.getTimeBaseNumerator(), time.getTimeBaseDenominator()));
    }

    private static SourceClock clock(CaptureClock clock) {
        return switch (clock) {
            case ARRIVAL -> SourceClock.ARRIVAL;
            case RTCP -> SourceClock.RTCP;
            case FILE -> SourceClock.FILE;
            case UNKNOWN -> SourceClock.UNKNOWN;
        };
    }
}
