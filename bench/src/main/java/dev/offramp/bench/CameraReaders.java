package dev.offramp.bench;

import dev.offramp.cli.local.LocalSystem;
import dev.offramp.cli.terminal.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * Ways to bring a camera's film to a topic, in turns, each in processes of its own.
 *
 * @param rate pictures a second that are chosen
 */
record CameraReaders(LocalSystem system, Path film, int filmSeconds, double rate) {

    /** As the rows call them. */
    static final String FRAMES = "ingest, as frames";

    static final String FFMPEG = "ffmpeg alone, one thread, to JPEG";

    private static final String SEGMENTS = "ingest, as segments";
    private static final int FEW = 4;

    /** Where one takes next to nothing, many tell it from the start of the process. */
    private static final int MANY = 60;

    /** Without ffmpeg where this machine has none. */
    List<CamerasRow> measure(Path scratch, int turns, Screen screen) {
        Map<String, DoubleSupplier> ways = new LinkedHashMap<>();
        ways.put(FRAMES, new IngestCost(film, scratch, ingest("frame"), FEW)::seconds);
        ways.put(SEGMENTS, new IngestCost(film, scratch, ingest("segment"), MANY)::seconds);
        if (hasFfmpeg()) {
            ways.put(FFMPEG, () -> ChildrenClock.secondsOf(ffmpeg()));
        }
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int turn = 1; turn <= turns; turn++) {
            for (Map.Entry<String, DoubleSupplier> way : ways.entrySet()) {
                double taken = way.getValue().getAsDouble();
                seconds.computeIfAbsent(way.getKey(), name -> new ArrayList<>()).add(taken);
                screen.line("turn %d   %-36s %.2f core seconds a film", turn, way.getKey(), taken);
            }
        }
        return seconds.entrySet().stream()
                .map(way -> new CamerasRow(way.getKey(), filmSeconds, way.getValue()))
                .toList();
    }

    private List<String> ingest(String form) {
        String topic = system.planBeside("read-" + form, List.of())
                .settings()
                .kafka()
                .topics()
                .frames();
        return List.of(
                "ingest",
                "--bootstrap",
                system.bootstrapServers(),
                "--topic",
                topic,
                "--rate",
                Double.toString(rate),
                "--as",
                form);
    }

    private List<String> ffmpeg() {
        String chosen = "fps=" + rate + ",scale=-2:256:flags=area";
        return List.of(
                "ffmpeg",
                "-v",
                "error",
                "-threads",
                "1",
                "-i",
                film.toString(),
                "-vf",
                chosen,
                "-threads",
                "1",
                "-q:v",
                "4",
                "-f",
                "mjpeg",
                "-y",
                "/dev/null");
    }

    private static boolean hasFfmpeg() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "ffmpeg")));
    }
}
