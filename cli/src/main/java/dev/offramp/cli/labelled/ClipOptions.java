package dev.offramp.cli.labelled;

import dev.offramp.bundle.Bundle;
import dev.offramp.cli.ingest.CameraValues;
import dev.offramp.cli.ingest.PictureSettings;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.clips.ClipsOptions;
import dev.offramp.clips.ClipsSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Option;

/** How videos become clips, as the job and its ingest are set; for bundles that take clips. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ClipOptions {

    @Option(
            names = "--stride",
            paramLabel = "N",
            description = "Of videos, for bundles that take clips: as the job's clips.stride (default: 1).")
    private Optional<Integer> stride;

    @Option(
            names = "--hop",
            paramLabel = "N",
            description = "Likewise, as the job's clips.hop (default: the frames of a clip).")
    private Optional<Integer> hop;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "5",
            converter = CameraValues.Rate.class,
            description = "Likewise, as of ./offramp ingest: frames a second, or all (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--short-side",
            paramLabel = "PIXELS",
            defaultValue = "256",
            converter = CameraValues.ShortSide.class,
            description = "Likewise: the frames' shorter side, at most, or as-it-is (default: ${DEFAULT-VALUE}).")
    private int shortSide;

    @Option(
            names = "--quality",
            paramLabel = "N",
            defaultValue = "85",
            converter = CameraValues.Quality.class,
            description = "Likewise: of the frames' JPEG, 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int quality;

    LabelledClips.Reading reading(Bundle bundle) {
        Configuration config = new Configuration();
        stride.ifPresent(frames -> config.set(ClipsOptions.STRIDE, frames));
        hop.ifPresent(frames -> config.set(ClipsOptions.HOP, frames));
        List<String> problems = new ArrayList<>();
        ClipsSettings gathering = ClipsSettings.from(config, bundle.frames(), problems);
        if (!problems.isEmpty()) {
            throw new CommandFailure(String.join("; ", problems));
        }
        return new LabelledClips.Reading(gathering, new PictureSettings(rate, shortSide, quality));
    }
}
