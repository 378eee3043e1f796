package dev.offramp.cli.ingest;

import dev.offramp.cli.terminal.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of it all.
 *
 * @param cameras   at the end
 * @param delivered whether everything that was captured is on the topic
 */
record IngestSummary(List<CameraStatus> cameras, boolean delivered) {

    boolean isGood() {
        return delivered && cameras.stream().noneMatch(IngestSummary::failed);
    }

    List<String> lines(String topic, Duration span) {
        List<String> lines = new ArrayList<>();
        long published = cameras.stream()
                .mapToLong(camera -> camera.frames().published())
                .sum();
        lines.add("Published " + Figures.count((double) published) + " frames of " + Figures.count(cameras.size())
                + (cameras.size() == 1 ? " stream to " : " streams to ") + topic + " in " + Figures.span(span) + ".");
        cameras.stream()
                .filter(IngestSummary::failed)
                .forEach(camera -> lines.add("  " + camera.stream() + " failed: "
                        + camera.condition().why()));
        if (!delivered) {
            lines.add("  The broker did not take the last frames in time; they are not on the topic.");
        }
        return lines;
    }

    private static boolean failed(CameraStatus camera) {
        return camera.condition().state() == CameraState.FAILED;
    }
}
