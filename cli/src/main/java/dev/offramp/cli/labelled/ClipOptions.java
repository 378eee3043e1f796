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
import java.util.stream.Stream;
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
            converter = CameraValues.Rate.class,
            description = "Likewise, as of ./offramp ingest: frames a second, or all (default: 5).")
    private Optional<Double> rate;

    @Option(
            names = "--short-side",
            paramLabel = "PIXELS",
            converter = CameraValues.ShortSide.class,
            description = "Likewise: the frames' shorter side, at most, or as-it-is (default: 256).")
    private Optional<Integer> shortSide;

    @Option(
            names = "--quality",
            paramLabel = "N",
            converter = CameraValues.Quality.class,
            description = "Likewise: of the frames' JPEG, 1 to 100 (default: 85).")
    private Optional<Integer> quality;

    /** Fails with one line where something is said of videos though the bundle takes pictures. */
    void refuseForPictures(Bundle bundle) {
        if (bundle.frames() == 1
                && Stream.of(stride, hop, rate, shortSide, quality).anyMatch(Optional::isPresent)) {
            throw new CommandFailure("--stride, --hop, --rate, --short-side and --quality are of videos, and "
                    + bundle.id().name() + " takes pictures");
        }
    }

    /** As they are set, and otherwise as job and ingest are where nobody says anything. */
    LabelledClips.Reading reading(Bundle bundle) {
        Configuration config = new Configuration();
        stride.ifPresent(frames -> config.set(ClipsOptions.STRIDE, frames));
        hop.ifPresent(frames -> config.set(ClipsOptions.HOP, frames));
        List<String> problems = new ArrayList<>();
        ClipsSettings gathering = ClipsSettings.from(config, bundle.frames(), problems);
        if (!problems.isEmpty()) {
            throw new CommandFailure(String.join("; ", problems));
        }
        PictureSettings usual = PictureSettings.USUAL;
        return new LabelledClips.Reading(
                gathering,
                new PictureSettings(
                        rate.orElse(usual.perSecond()),
                        shortSide.orElse(usual.shortSide()),
                        quality.orElse(usual.quality())));
    }
}
