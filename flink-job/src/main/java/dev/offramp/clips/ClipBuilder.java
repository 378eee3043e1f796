package dev.offramp.clips;

import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.EncodedSegment;
import dev.offramp.sample.FrameSpan;
import dev.offramp.sample.Sample;
import dev.offramp.sample.SegmentSample;
import dev.offramp.sample.Unanswered;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Gathers the frames of one stream into clips. Pure: what has come so far goes in, what comes out and what then waits is the answer.
 *
 * <p>A clip is answered in the place of its last frame. Every other frame since the clip before leaves its place empty, in front of the clip.
 * A clip never holds frames of two epochs.
 */
record ClipBuilder(ClipsSettings settings) implements Serializable {

    /** Ends of epochs that wait for their frames; a source that is opened more often before one of them comes loses the oldest. */
    private static final int MOST_ENDS = 16;

    /** What leaves. */
    sealed interface Leaving {

        /** A clip, or a segment of clips, to be answered. */
        record Clip(EncodedFrame frames) implements Leaving {}

        /** A place that no answer fills. */
        record Place(Unanswered unanswered) implements Leaving {}
    }

    /**
     * What becomes of a frame, or of an end.
     *
     * @param out   in the order of the stream
     * @param after what waits now
     */
    record Step(List<Leaving> out, GatheredFrames after) {

        Step {
            out = List.copyOf(out);
        }
    }

    /** The stream's next frame, or segment. */
    Step add(EncodedFrame frame, GatheredFrames before, long nowMillis) {
        List<Leaving> out = new ArrayList<>();
        long epoch = frame.sample().capture().epoch();
        GatheredFrames gathered = before;
        if (epoch != before.epoch()) {
            flush(before, out);
            gathered = GatheredFrames.of(epoch, release(before.ends(), end -> end.epoch() < epoch, out), nowMillis);
        }
        GatheredFrames after = frame.segment().isPresent()
                ? cut(frame, frame.segment().get(), gathered, nowMillis, out)
                : take(frame, gathered, nowMillis, out);
        return settle(after, nowMillis, out);
    }

    /** An epoch ends. It may be told before its last frames come, or before its first: they are waited for. */
    Step end(Unanswered end, GatheredFrames before, long nowMillis) {
        List<Leaving> out = new ArrayList<>();
        if (end.epoch() < before.epoch()) {
            out.add(new Leaving.Place(end));
            return new Step(out, before);
        }
        List<Unanswered> ends = new ArrayList<>(before.ends());
        ends.add(end);
        ends.sort(Comparator.comparingLong(Unanswered::epoch));
        if (ends.size() > MOST_ENDS) {
            out.add(new Leaving.Place(ends.remove(0)));
        }
        return settle(before.with(ends, nowMillis), nowMillis, out);
    }

    /** Nothing has come for so long that what waits is answered as it is. */
    Step giveUp(GatheredFrames before, long nowMillis) {
        List<Leaving> out = new ArrayList<>();
        flush(before, out);
        release(before.ends(), end -> true, out);
        return new Step(out, GatheredFrames.of(before.epoch(), List.of(), nowMillis));
    }

    /** Ends the epoch where its last frame is there. */
    private static Step settle(GatheredFrames gathered, long nowMillis, List<Leaving> out) {
        Predicate<Unanswered> isReached =
                end -> end.epoch() == gathered.epoch() && end.sequence() <= gathered.newest() + 1;
        if (gathered.ends().stream().noneMatch(isReached)) {
            return new Step(out, gathered);
        }
        flush(gathered, out);
        List<Unanswered> later = release(gathered.ends(), isReached, out);
        return new Step(out, GatheredFrames.of(gathered.epoch(), later, nowMillis));
    }

    /** What waits of single frames is answered as it is: none of them is decoded with a segment. */
    private GatheredFrames cut(
            EncodedFrame frame, EncodedSegment segment, GatheredFrames gathered, long nowMillis, List<Leaving> out) {
        flush(gathered, out);
        var cutting = new SegmentClips(settings, segment, gathered.seen(), gathered.clips());
        List<SegmentSample> clips = cutting.clips();
        cutting.placesBeside(clips).forEach(place -> out.add(new Leaving.Place(place)));
        if (!clips.isEmpty()) {
            out.add(new Leaving.Clip(new EncodedFrame(frame.key(), segment.with(clips))));
        }
        List<SegmentSample> frames = segment.samples();
        return new GatheredFrames(
                gathered.epoch(),
                gathered.seen() + frames.size(),
                gathered.clips() + 1,
                Math.max(
                        gathered.newest(),
                        frames.get(frames.size() - 1).sample().sequence()),
                List.of(),
                0,
                List.of(),
                gathered.ends(),
                nowMillis);
    }

    /** A frame that is taken is the clip's last one so far, so that those before it need wait no longer. */
    private GatheredFrames take(EncodedFrame frame, GatheredFrames gathered, long nowMillis, List<Leaving> out) {
        List<EncodedFrame> taken = new ArrayList<>(gathered.taken());
        List<Unanswered> waiting = new ArrayList<>(gathered.waiting());
        int fresh = gathered.fresh();
        long clips = gathered.clips();
        if (gathered.seen() % settings.stride() == 0) {
            waiting.forEach(place -> out.add(new Leaving.Place(place)));
            waiting.clear();
            taken.subList(0, Math.max(0, taken.size() - settings.frames() + 1)).clear(); // of a bundle that took more
            taken.add(frame);
            fresh = Math.min(fresh + 1, taken.size());
        }
        boolean isWhole = waiting.isEmpty() && taken.size() == settings.frames();
        if (isWhole) {
            out.add(clip(taken, fresh, clips++));
            taken.subList(0, settings.hop()).clear();
            fresh = 0;
        } else {
            waiting.add(Unanswered.refused(frame.sample()));
        }
        long newest = Math.max(gathered.newest(), frame.sample().sequence());
        return new GatheredFrames(
                gathered.epoch(),
                gathered.seen() + 1,
                clips,
                newest,
                taken,
                fresh,
                waiting,
                gathered.ends(),
                nowMillis);
    }

    /** What waits, as a clip that is not whole in the place of its last frame, and the places behind it. */
    private static void flush(GatheredFrames gathered, List<Leaving> out) {
        List<Unanswered> places = gathered.waiting();
        if (gathered.fresh() > 0) {
            out.add(clip(gathered.taken(), gathered.fresh(), gathered.clips()));
            places = places.subList(1, places.size());
        }
        places.forEach(place -> out.add(new Leaving.Place(place)));
    }

    /** Lets some ends go, and says which stay. */
    private static List<Unanswered> release(List<Unanswered> ends, Predicate<Unanswered> which, List<Leaving> out) {
        ends.stream().filter(which).forEach(end -> out.add(new Leaving.Place(end)));
        return ends.stream().filter(which.negate()).toList();
    }

    private static Leaving clip(List<EncodedFrame> taken, int fresh, long ordinal) {
        EncodedFrame last = taken.get(taken.size() - 1);
        long first = taken.get(0).sample().sequence();
        Sample sample = last.sample().closing(new FrameSpan(first, taken.size(), fresh, ordinal));
        List<EncodedPicture> pictures =
                taken.stream().map(EncodedFrame::picture).toList();
        return new Leaving.Clip(new EncodedFrame(sample, last.key(), pictures));
    }
}
