package dev.offramp.cli.ingest;

import dev.offramp.cli.terminal.Figures;
import dev.offramp.video.SegmentCutter;
import dev.offramp.video.VideoFailure;
import dev.offramp.video.VideoInput;
import dev.offramp.video.VideoSegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a source at its key frames, and publishes each group of pictures of which one is wanted. */
final class SegmentSession implements CameraSession {

    private final VideoInput input;
    private final SegmentBounds most;
    private final long mostNanosWithoutGroup;
    private final SegmentCutter cutter;
    private final SessionParts parts;
    private final SegmentPicker picker;
    private final List<Arrival> arrivals = new ArrayList<>();
    private long leftOutSeen;
    private boolean began;

    /**
     * @param input            taken over
     * @param most             that a group of pictures may have; a longer one is lost
     * @param mostWithoutGroup after that {@link #advance} fails although packets come
     */
    SegmentSession(VideoInput input, SegmentBounds most, Duration mostWithoutGroup, SessionParts parts)
            throws VideoFailure {
        this.input = input;
        this.most = most;
        this.mostNanosWithoutGroup = mostWithoutGroup.toNanos();
        this.cutter = SegmentCutter.cut(input, most.bytes(), most.packets());
        this.parts = parts;
        this.picker = new SegmentPicker(parts.times(), parts.selection());
    }

    @Override
    public boolean advance() throws VideoFailure, NoKeyFrame, InterruptedException {
        long startNanos = System.nanoTime();
        boolean more = advanceByPacket();
        while (more && !began) {
            if (System.nanoTime() - startNanos > mostNanosWithoutGroup) {
                throw new NoKeyFrame();
            }
            more = advanceByPacket();
        }
        if (!began && cutter.leftOut() > 0) {
            parts.telemetry().complains(NoKeyFrame.WHAT);
        }
        return more;
    }

    private boolean advanceByPacket() throws VideoFailure, InterruptedException {
        boolean more = false;
        try {
            more = parts.telemetry().sourceWait().during(cutter::advance);
            began |= cutter.growing() > 0 || cutter.tooLong() > 0;
        } finally {
            publishWhole(!more);
        }
        if (more) {
            parts.telemetry().read(input.track().width(), input.track().height());
        }
        return more;
    }

    @Override
    public void close() {
        parts.entrance().leftOut(parts.selection().rest());
        cutter.close();
    }

    /** @param withRest whether nothing more comes: then a group is whole as it is, for a decoder needs only what came before */
    private void publishWhole(boolean withRest) throws InterruptedException {
        for (Optional<VideoSegment> next = cutter.poll(); next.isPresent(); next = cutter.poll()) {
            publish(next.get());
        }
        Optional<VideoSegment> rest = withRest ? cutter.rest() : Optional.empty();
        if (rest.isPresent()) {
            publish(rest.get());
        }
        tellLeftOut();
        if (arrivals.size() > cutter.growing()) {
            arrivals.clear();
        }
        noteArrivals(cutter.growing());
    }

    private void publish(VideoSegment segment) throws InterruptedException {
        noteArrivals(segment.sizes().size());
        Optional<SegmentPicks> picks = picker.pick(segment, arrivals, input.reportedStartMicros());
        arrivals.clear();
        if (picks.isPresent() && parts.playback().awaitDue(picker.lastMicros())) {
            parts.entrance()
                    .put(new CapturedSegment(
                            parts.times().epoch(),
                            segment,
                            picks.get(),
                            parts.selection().takeLeftOut()));
        }
    }

    private void tellLeftOut() {
        long leftOut = cutter.leftOut() - leftOutSeen;
        leftOutSeen += leftOut;
        parts.telemetry().damaged(leftOut);
        parts.selection().damaged(leftOut);
        if (cutter.tooLong() > 0) {
            parts.telemetry()
                    .complains("pictures are lost: more than " + Figures.count(most.bytes()) + " bytes or "
                            + Figures.count(most.packets())
                            + " pictures from one key frame to the next; let the camera send key frames more often");
        }
    }

    /** Of the packets of a group that are new. */
    private void noteArrivals(int packets) {
        while (arrivals.size() < packets) {
            arrivals.add(Arrival.now());
        }
    }
}
