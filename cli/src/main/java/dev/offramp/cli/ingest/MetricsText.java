package dev.offramp.cli.ingest;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The cameras as Prometheus reads them (its text format, version 0.0.4). */
record MetricsText(List<CameraStatus> cameras) {

    private static final double MILLIS = 1e3;

    String text() {
        var text = new StringBuilder();
        counter(text, "frames_read_total", "Pictures decoded, whole; of segments, packets.", camera -> camera.frames()
                .read());
        counter(text, "frames_published_total", "Frames that Kafka has.", camera -> camera.frames()
                .published());
        counter(
                text,
                "frames_dropped_total",
                "Frames lost before Kafka: the broker was slow, or they were too large.",
                camera -> camera.frames().dropped());
        counter(
                text,
                "frames_damaged_total",
                "Pictures that could not be decoded; of segments, packets that are in none.",
                camera -> camera.frames().damaged());
        counter(
                text,
                "frames_unchanged_total",
                "Pictures left out, for they show nothing new.",
                camera -> camera.frames().unchanged());
        counter(text, "reconnects_total", "How often the source was opened again.", camera -> camera.pulse()
                .reconnects());
        gauge(text, "frames_per_second_in", "Pictures decoded a second; of segments, packets.", camera -> camera.pulse()
                .perSecondIn());
        gauge(text, "frames_per_second_out", "Frames a second that Kafka took.", camera -> camera.pulse()
                .perSecondOut());
        describe(text, "last_frame_age_seconds", "gauge", "Seconds since the last picture.");
        cameras.stream()
                .filter(camera -> camera.pulse().lastFrameMillisAgo() >= 0)
                .forEach(camera -> sample(
                        text,
                        "last_frame_age_seconds",
                        label("stream", camera.stream()),
                        camera.pulse().lastFrameMillisAgo() / MILLIS));
        states(text);
        return text.toString();
    }

    private void states(StringBuilder text) {
        describe(text, "state", "gauge", "1 for the state that the stream is in, 0 for the others.");
        for (CameraStatus camera : cameras) {
            for (CameraState state : CameraState.values()) {
                sample(
                        text,
                        "state",
                        label("stream", camera.stream()) + "," + label("state", state.name()),
                        camera.condition().state() == state ? 1 : 0);
            }
        }
    }

    private void counter(StringBuilder text, String name, String help, ToDoubleFunction<CameraStatus> value) {
        all(text, name, "counter", help, value);
    }

    private void gauge(StringBuilder text, String name, String help, ToDoubleFunction<CameraStatus> value) {
        all(text, name, "gauge", help, value);
    }

    private void all(StringBuilder text, String name, String type, String help, ToDoubleFunction<CameraStatus> value) {
        describe(text, name, type, help);
        cameras.forEach(camera -> sample(text, name, label("stream", camera.stream()), value.applyAsDouble(camera)));
    }

    private static void describe(StringBuilder text, String name, String type, String help) {
        text.append("# HELP offramp_ingest_")
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        text.append("# TYPE offramp_ingest_")
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }

    private static void sample(StringBuilder text, String name, String labels, double value) {
        text.append("offramp_ingest_").append(name).append('{').append(labels).append("} ");
        text.append(String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.3f", value))
                .append('\n');
    }

    private static String label(String name, String value) {
        return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
