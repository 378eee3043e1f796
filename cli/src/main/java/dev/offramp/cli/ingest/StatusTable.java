package dev.offramp.cli.ingest;

import dev.offramp.cli.terminal.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The cameras as a table for a terminal: those with trouble first, where there is not room for all. */
record StatusTable(List<CameraStatus> cameras) {

    private static final int STREAM_WIDTH = 18;

    /** A line each for the head, the cameras and their total. */
    List<String> lines(int mostCameras) {
        List<String> lines = new ArrayList<>();
        lines.add(row(
                "stream",
                "state",
                "size",
                "codec",
                "fps in",
                "out",
                "published",
                "dropped",
                "damaged",
                "again",
                "last",
                anyUnchanged() ? "unchanged" : ""));
        shown(mostCameras).forEach(camera -> addTo(lines, camera));
        if (cameras.size() > mostCameras) {
            lines.add("... and " + (cameras.size() - mostCameras) + " more");
        }
        lines.add(total());
        return lines;
    }

    /** Everything in one line. */
    String total() {
        Map<CameraState, Long> states = cameras.stream()
                .collect(Collectors.groupingBy(
                        camera -> camera.condition().state(), TreeMap::new, Collectors.counting()));
        String counts = states.entrySet().stream()
                .map(state -> state.getValue() + " " + state.getKey())
                .collect(Collectors.joining(", "));
        return String.format(
                        Locale.ROOT,
                        "%s: %s  %.1f fps in, %.1f out  %s published, %s dropped, %s damaged",
                        cameras.size() == 1 ? "1 stream" : cameras.size() + " streams",
                        counts.isEmpty() ? "nothing to do" : counts,
                        cameras.stream()
                                .mapToDouble(camera -> camera.pulse().perSecondIn())
                                .sum(),
                        cameras.stream()
                                .mapToDouble(camera -> camera.pulse().perSecondOut())
                                .sum(),
                        sum(CameraStatus.Frames::published),
                        sum(CameraStatus.Frames::dropped),
                        sum(CameraStatus.Frames::damaged))
                + (anyUnchanged() ? ", " + sum(CameraStatus.Frames::unchanged) + " unchanged" : "");
    }

    /** Few cameras have a gate, and few terminals room for what the others do not have. */
    private boolean anyUnchanged() {
        return cameras.stream().anyMatch(camera -> camera.frames().unchanged() > 0);
    }

    private List<CameraStatus> shown(int most) {
        if (cameras.size() <= most) {
            return cameras;
        }
        return cameras.stream()
                .sorted(Comparator.comparing(camera -> camera.condition().state()))
                .limit(most)
                .toList();
    }

    private void addTo(List<String> lines, CameraStatus camera) {
        var frames = camera.frames();
        var pulse = camera.pulse();
        var format = camera.format();
        lines.add(row(
                cut(camera.stream()),
                camera.condition().state().name(),
                format.width() == 0 ? "" : format.width() + "x" + format.height(),
                format.codec(),
                decimal(pulse.perSecondIn()),
                decimal(pulse.perSecondOut()),
                Figures.count((double) frames.published()),
                Figures.count((double) frames.dropped()),
                Figures.count((double) frames.damaged()),
                Figures.count((double) pulse.reconnects()),
                age(pulse.lastFrameMillisAgo()),
                anyUnchanged() ? Figures.count((double) frames.unchanged()) : ""));
        if (!camera.condition().why().isEmpty()) {
            lines.add("    " + camera.condition().why());
        }
    }

    private String sum(ToLongFunction<CameraStatus.Frames> count) {
        return Figures.count((double)
                cameras.stream().map(CameraStatus::frames).mapToLong(count).sum());
    }

    private static String age(long millis) {
        if (millis < 0) {
            return "-";
        }
        Duration age = Duration.ofMillis(millis);
        return age.toHours() > 0
                ? age.toHours() + " h"
                : age.toMinutes() > 0 ? age.toMinutes() + " min" : Figures.span(age);
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String cut(String stream) {
        return stream.length() <= STREAM_WIDTH ? stream : "…" + stream.substring(stream.length() - STREAM_WIDTH + 1);
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-18s %-10s %9s %-6s %6s %6s %9s %7s %7s %5s %6s %9s", cells)
                .stripTrailing();
    }
}
