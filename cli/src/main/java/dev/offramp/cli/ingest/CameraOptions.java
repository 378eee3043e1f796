package dev.offramp.cli.ingest;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** What holds for every camera that says nothing else. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class CameraOptions {

    @Option(
            names = {"-r", "--rate"},
            paramLabel = "N",
            defaultValue = "5",
            converter = CameraValues.Rate.class,
            description =
                    "Pictures a second of a stream that are published, by the video's own time; all leaves none out"
                            + " (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--short-side",
            paramLabel = "PIXELS",
            defaultValue = "256",
            converter = CameraValues.ShortSide.class,
            description =
                    "The shorter side of a picture, at most; as-it-is shrinks nothing (default: ${DEFAULT-VALUE}).")
    private int shortSide;

    @Option(
            names = "--quality",
            paramLabel = "N",
            defaultValue = "85",
            converter = CameraValues.Quality.class,
            description = "Of the JPEG, 1 to 100 (default: ${DEFAULT-VALUE}).")
    private int quality;

    @Option(
            names = "--pace",
            paramLabel = "fast|real-time",
            defaultValue = "fast",
            converter = CameraValues.TempoName.class,
            description =
                    "How fast files go by: as fast as it goes, or as they were taken (default: ${DEFAULT-VALUE}).")
    private ReadSettings.Tempo tempo;

    @Option(
            names = "--deadline",
            paramLabel = "SPAN",
            defaultValue = "10s",
            converter = CameraValues.Deadline.class,
            description = "For opening a source, and for each read after that (default: ${DEFAULT-VALUE}).")
    private Duration deadline;

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description =
                    "One option of FFmpeg's for the protocol or the format, as rtsp_transport=udp; may be repeated.")
    private Map<String, String> options = new TreeMap<>();

    CameraDefaults defaults() {
        return new CameraDefaults(
                new PictureSettings(rate, shortSide, quality), new ReadSettings(tempo, deadline, options));
    }
}
