package dev.offramp.cli.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** What holds for every camera that says nothing else. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class CameraOptions {

    private static final List<String> OF_FRAMES = List.of("--short-side", "--quality", "--gate", "--heartbeat");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--as",
            paramLabel = "frame|segment",
            defaultValue = "frame",
            converter = CameraValues.Form.class,
            description =
                    "Pictures as JPEGs, each a record; or the video as it comes, a record from key frame to key frame,"
                            + " nothing of it decoded here (default: ${DEFAULT-VALUE}).")
    private RecordForm form;

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
            names = "--gate",
            paramLabel = "off|auto|N",
            defaultValue = "off",
            converter = CameraValues.Gate.class,
            description =
                    "Leave out pictures that show nothing new: whose mean squared difference from the last that was"
                            + " published is below N, or below what the camera's own noise says (default: ${DEFAULT-VALUE}).")
    private double gate;

    @Option(
            names = "--heartbeat",
            paramLabel = "SPAN",
            defaultValue = "10s",
            converter = CameraValues.Heartbeat.class,
            description =
                    "With --gate: publish a picture at least this often, whatever it shows (default: ${DEFAULT-VALUE}).")
    private Duration heartbeat;

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

    /** Which of the options that were given mean nothing for segments; none where frames are published. */
    List<String> meaningless() {
        ParseResult given = spec.commandLine().getParseResult();
        return form == RecordForm.FRAME
                ? List.of()
                : OF_FRAMES.stream().filter(given::hasMatchedOption).toList();
    }

    CameraDefaults defaults() {
        return new CameraDefaults(
                new PictureSettings(form, rate, shortSide, quality, new GateSettings(gate, heartbeat)),
                new ReadSettings(tempo, deadline, options));
    }
}
