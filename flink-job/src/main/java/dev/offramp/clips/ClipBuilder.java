package dev.offramp.clips;

import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.FrameSpan;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Unanswered;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers the frames of one stream into clips. Pure: what has come so far goes in, what comes out and what then waits is the answer.
 *
 * <p>A clip is answered in the place of its last frame. Every other frame since the clip before leaves its place empty, in front of the clip.
 * A clip never holds frames of two epochs.
 */
record ClipBuilder(ClipsSettings settings) implements Serializable {

    /** What leaves. */
    sealed interface Leaving {

        /** A clip, to be answered. */
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

    /** The stream's next frame. */
    Step add(EncodedFrame frame, GatheredFrames before, long nowMillis) {
        List<Leaving> out = new ArrayList<>();
        GatheredFrames gathered = before;
        if (frame.sample().capture().epoch() != before.epoch()) {
            out.addAll(flushed(before));
            gathered = GatheredFrames.of(frame.sample().capture().epoch(), nowMillis);
        }
        gathered = take(frame, gathered, nowMillis, out);
        Optional<Unanswered> end = gathered.end();
        if (end.isPresent() && end.get().sequence() <= frame.sample().sequence() + 1) {
            out.addAll(flushed(gathered));
            out.add(new Leaving.Place(end.get()));
            gathered = GatheredFrames.of(gathered.epoch(), nowMillis);
        }
        return new Step(out, gathered);
    }

    /** The epoch ends; it may be told before its last frames come, which then are waited for. */
    Step end(Unanswered end, GatheredFrames before, long nowMillis) {
        if (end.epoch() == before.epoch() && before.newest() < end.sequence() - 1) {
            return new Step(
                    List.of(),
                    new GatheredFrames(
                            before.epoch(),
                            before.seen(),
                            before.newest(),
                            before.taken(),
                            before.waiting(),
                            Optional.of(end),
                            nowMillis));
        }
        List<Leaving> out = new ArrayList<>(end.epoch() == before.epoch() ? flushed(before) : List.of());
        out.add(new Leaving.Place(end));
        return new Step(out, end.epoch() == before.epoch() ? GatheredFrames.of(before.epoch(), nowMillis) : before);
    }

    /** Nothing has come for so long that what waits is answered as it is. */
    Step giveUp(GatheredFrames before, long nowMillis) {
        List<Leaving> out = new ArrayList<>(flushed(before));
        before.end().ifPresent(end -> out.add(new Leaving.Place(end)));
        return new Step(out, GatheredFrames.of(before.epoch(), nowMillis));
    }

    private GatheredFrames take(EncodedFrame frame, GatheredFrames gathered, long nowMillis, List<Leaving> out) {
        List<EncodedFrame> taken = new ArrayList<>(gathered.taken());
        boolean isTaken = gathered.seen() % settings.stride() == 0;
        if (isTaken) {
            taken.add(frame);
        }
        List<Unanswered> waiting = new ArrayList<>(gathered.waiting());
        if (taken.size() == settings.frames()) {
            waiting.forEach(place -> out.add(new Leaving.Place(place)));
            out.add(clip(taken));
            waiting.clear();
            taken.subList(0, settings.hop()).clear();
        } else {
            waiting.add(Unanswered.refused(frame.sample()));
        }
        return new GatheredFrames(
                gathered.epoch(),
                gathered.seen() + 1,
                frame.sample().sequence(),
                taken,
                waiting,
                gathered.end(),
                nowMillis);
    }

    /** What waits, as a clip that is not whole, and the places before and behind its last frame. */
    private List<Leaving> flushed(GatheredFrames gathered) {
        List<Leaving> out = new ArrayList<>();
        Optional<EncodedFrame> last = last(gathered);
        for (Unanswered place : gathered.waiting()) {
            boolean isClips = last.isPresent() && last.get().sample().sequence() == place.sequence();
            out.add(isClips ? clip(gathered.taken()) : new Leaving.Place(place));
        }
        return out;
    }

    private static Optional<EncodedFrame> last(GatheredFrames gathered) {
        List<EncodedFrame> taken = gathered.taken();
        return taken.isEmpty() ? Optional.empty() : Optional.of(taken.get(taken.size() - 1));
    }

    private static Leaving clip(List<EncodedFrame> taken) {
        EncodedFrame last = taken.get(taken.size() - 1);
        Sample sample =
                last.sample().closing(new FrameSpan(taken.get(0).sample().sequence(), taken.size()));
        List<EncodedPicture> pictures =
                taken.stream().map(EncodedFrame::picture).toList();
        return new Leaving.Clip(new EncodedFrame(sample, last.key(), pictures));
    }
}
