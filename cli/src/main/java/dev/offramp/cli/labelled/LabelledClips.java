package dev.offramp.cli.labelled;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.ingest.PictureSettings;
import dev.offramp.cli.publish.FolderLabels;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.cli.terminal.Figures;
import dev.offramp.cli.terminal.Screen;
import dev.offramp.clips.ClipsSettings;
import dev.offramp.clips.StreamClips;
import dev.offramp.sample.EncodedPicture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The clips that the job would make of videos whose classes are known: each video a stream, each clip labelled like its video. They are
 * kept encoded, in memory.
 */
public final class LabelledClips implements LabelledSamples {

    private record Clip(String id, LabelledSample sample) {}

    private final Path source;
    private final List<Clip> clips;

    private LabelledClips(Path source, List<Clip> clips) {
        this.source = source;
        this.clips = List.copyOf(clips);
    }

    /**
     * How the job and its ingest are set.
     *
     * @param gathering of frames into clips
     * @param pictures  that ingest makes of a video file
     */
    public record Reading(ClipsSettings gathering, PictureSettings pictures) {}

    /**
     * Reads all of them.
     *
     * @param source a folder or zip archive with a folder for each class, and in it video files, or folders of pictures
     */
    public static LabelledClips open(Path source, Bundle bundle, Reading reading, Screen screen) {
        List<Clip> clips = new ArrayList<>();
        var streamClips = new StreamClips(reading.gathering());
        var labels = FolderLabels.of(bundle);
        try (var videos = ClipSources.open(source, reading.pictures())) {
            for (int n = 0; n < videos.count(); n++) {
                screen.show(List.of(
                        "Reading " + Figures.count(n + 1) + " of " + Figures.count(videos.count()) + " videos ..."));
                String name = videos.nameOf(n);
                int label = labels.labelOf(name).orElseThrow(() -> noLabel(name, source));
                List<EncodedPicture> frames = videos.frames(n);
                if (frames.isEmpty()) {
                    throw new CommandFailure(name + " in " + source + " holds no picture that could be read");
                }
                for (List<Integer> numbers : streamClips.of(frames.size())) {
                    clips.add(clip(name, label, frames, numbers));
                }
            }
        }
        return new LabelledClips(source, clips);
    }

    private static Clip clip(String video, int label, List<EncodedPicture> frames, List<Integer> numbers) {
        String id = video + "#" + numbers.get(0);
        return new Clip(
                id,
                new LabelledSample(id, label, numbers.stream().map(frames::get).toList()));
    }

    private static CommandFailure noLabel(String name, Path source) {
        return new CommandFailure(
                name + " in " + source + " has no label: it must lie in a folder that is named like its class");
    }

    @Override
    public int count() {
        return clips.size();
    }

    /** The path of the video inside the source, and the number of the clip's first frame in it. */
    @Override
    public String id(int n) {
        return clips.get(n).id();
    }

    @Override
    public LabelledSample sample(int n) {
        return clips.get(n).sample();
    }

    @Override
    public String unit() {
        return "clips";
    }

    @Override
    public Split split() {
        return Split.ALL;
    }

    @Override
    public void close() {}

    @Override
    public String toString() {
        return source.toString();
    }
}
