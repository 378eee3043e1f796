package dev.offramp.kafka;

import dev.offramp.rejects.Refusal;
import dev.offramp.sample.Capture;
import dev.offramp.sample.Origin;
import dev.offramp.sample.PresentationTime;
import dev.offramp.sample.Sample;
import dev.offramp.sample.SegmentSample;
import dev.offramp.sample.Task;
import dev.offramp.schema.Segment;
import dev.offramp.video.PictureOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The samples of a segment: one for each picture that is to be classified. Their times are apart as the presentation times are.
 *
 * @param capture what holds for all of them; of the first, what was lost before it
 * @param task    whose labels are read
 */
record SegmentSamples(Origin origin, Segment segment, Capture capture, Task task) {

    private static final long LONGEST_MILLIS = Duration.ofDays(1).toMillis();
    private static final double MILLIS_A_SECOND = 1000;

    /** Positions of the pictures that are to be classified, in the order in which they are shown. */
    static List<Integer> picked(Segment segment) {
        return segment.getPicked().isEmpty()
                ? IntStream.range(0, segment.getSizes().size()).boxed().toList()
                : segment.getPicked();
    }

    List<SegmentSample> all() throws Refusal {
        long eventTime = SampleFields.eventTime(segment.getEventTime());
        long deadline = SampleFields.deadline(segment.getDeadlineMillis());
        PictureOrder order = PictureOrder.of(segment.getPts());
        List<Integer> picked = picked(segment);
        OptionalLong first = order.ptsOf(picked.get(0));
        List<SegmentSample> samples = new ArrayList<>(picked.size());
        long behind = 0;
        for (int i = 0; i < picked.size(); i++) {
            OptionalLong pts = order.ptsOf(picked.get(i));
            behind = Math.max(behind, millisBetween(first, pts)); // a source that counts anew takes no time back
            var sample = new Sample(
                    origin.at(i),
                    segment.getStream(),
                    segment.getSequence() + i,
                    Math.min(SampleFields.LAST_MILLIS, eventTime + behind),
                    SampleFields.label(task, segment),
                    deadline,
                    captureOf(i, pts));
            samples.add(new SegmentSample(sample, List.of(picked.get(i))));
        }
        return samples;
    }

    private Capture captureOf(int i, OptionalLong pts) {
        return new Capture(
                capture.epoch(),
                pts.isEmpty() ? Optional.empty() : Optional.of(at(pts.getAsLong())),
                capture.clock(),
                i == 0 ? capture.dropped() : 0,
                i == 0 ? capture.unchanged() : 0);
    }

    private PresentationTime at(long pts) {
        return new PresentationTime(pts, segment.getTimeBaseNumerator(), segment.getTimeBaseDenominator());
    }

    /** None, where the times do not say it; never more than a day, whatever they say. */
    private long millisBetween(OptionalLong from, OptionalLong to) {
        if (from.isEmpty() || to.isEmpty()) {
            return 0;
        }
        double seconds = ((double) to.getAsLong() - from.getAsLong())
                * segment.getTimeBaseNumerator()
                / segment.getTimeBaseDenominator();
        return Math.min(LONGEST_MILLIS, Math.round(seconds * MILLIS_A_SECOND));
    }
}
