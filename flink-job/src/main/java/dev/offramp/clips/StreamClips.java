package dev.offramp.clips;

import dev.offramp.clips.ClipBuilder.Leaving;
import dev.offramp.sample.Capture;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.EncodedPicture;
import dev.offramp.sample.Origin;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.sample.Sample;
import dev.offramp.sample.Unanswered;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The clips that the job makes of a stream, for whoever has all of it at once. */
public record StreamClips(ClipsSettings settings) {

    private static final String STREAM = "";

    /**
     * Which frames of a stream each clip has.
     *
     * @param frames of the stream, one epoch that has ended
     * @return of each clip, the numbers of its frames, counted from 0, in their order; fewer than a clip takes where the stream ends in it
     */
    public List<List<Integer>> of(int frames) {
        ClipBuilder builder = new ClipBuilder(settings);
        List<List<Integer>> clips = new ArrayList<>();
        GatheredFrames gathered = GatheredFrames.of(Capture.unknown().epoch(), List.of(), 0);
        for (int n = 0; n < frames; n++) {
            gathered = taken(builder.add(frame(n), gathered, 0), clips);
        }
        taken(builder.end(Unanswered.end(STREAM, gathered.epoch(), frames, 0), gathered, 0), clips);
        return clips;
    }

    private GatheredFrames taken(ClipBuilder.Step step, List<List<Integer>> clips) {
        for (Leaving leaving : step.out()) {
            if (leaving instanceof Leaving.Clip clip) {
                clips.add(numbers(clip.frames()));
            }
        }
        return step.after();
    }

    private List<Integer> numbers(EncodedFrame clip) {
        int last = (int) clip.sample().sequence();
        int count = clip.pictures().size();
        return IntStream.range(0, count)
                .map(n -> last - (count - 1 - n) * settings.stride())
                .boxed()
                .toList();
    }

    private static EncodedFrame frame(int number) {
        Sample sample = new Sample(new Origin("", 0, number, 0), STREAM, number, 0, OptionalInt.empty());
        return new EncodedFrame(sample, new byte[0], EncodedPicture.of(PictureEncoding.JPEG, new byte[0]));
    }
}
