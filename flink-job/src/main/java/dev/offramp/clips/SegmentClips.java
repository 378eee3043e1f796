package dev.offramp.clips;

import dev.offramp.sample.EncodedSegment;
import dev.offramp.sample.FrameSpan;
import dev.offramp.sample.Sample;
import dev.offramp.sample.SegmentSample;
import dev.offramp.sample.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cuts a segment of video into clips, to be decoded in place: no clip reaches into another segment. Where frames are left over behind the
 * last whole clip, one more ends with the last frame and shares as many with the clip before as it lacks.
 *
 * @param segment of single frames
 * @param seen    frames of the epoch before it
 * @param ordinal of the segment in its stream
 */
record SegmentClips(ClipsSettings settings, EncodedSegment segment, long seen, long ordinal) {

    /**
     * The frames that are no clip's last: no answer comes in their places.
     *
     * @param clips of the segment
     */
    List<Unanswered> placesBeside(List<SegmentSample> clips) {
        Set<Integer> last = clips.stream().map(SegmentSample::last).collect(Collectors.toSet());
        return segment.samples().stream()
                .filter(frame -> !last.contains(frame.last()))
                .map(SegmentSample::sample)
                .map(Unanswered::refused)
                .toList();
    }

    /** The clips as samples of the segment; none where it has no frame that a clip takes. */
    List<SegmentSample> clips() {
        List<SegmentSample> taken = taken();
        List<SegmentSample> clips = new ArrayList<>();
        int covered = 0;
        for (int from = 0; from + settings.frames() <= taken.size(); from += settings.hop()) {
            clips.add(clip(taken, from, from + settings.frames(), covered));
            covered = from + settings.frames();
        }
        if (covered < taken.size()) {
            clips.add(clip(taken, Math.max(0, taken.size() - settings.frames()), taken.size(), covered));
        }
        return clips;
    }

    private List<SegmentSample> taken() {
        return IntStream.range(0, segment.samples().size())
                .filter(i -> (seen + i) % settings.stride() == 0)
                .mapToObj(segment.samples()::get)
                .toList();
    }

    private SegmentSample clip(List<SegmentSample> taken, int from, int to, int covered) {
        List<SegmentSample> frames = taken.subList(from, to);
        Sample first = frames.get(0).sample();
        Sample last = frames.get(frames.size() - 1).sample();
        var span = new FrameSpan(first.sequence(), frames.size(), to - Math.max(from, covered), ordinal);
        return new SegmentSample(
                last.closing(span),
                frames.stream().flatMap(frame -> frame.pictures().stream()).toList());
    }
}
