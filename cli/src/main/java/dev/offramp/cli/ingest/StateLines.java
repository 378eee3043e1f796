package dev.offramp.cli.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of cameras since somebody last asked, a line each: for a log, where a table would be drawn on and on. */
final class StateLines {

    private final Map<String, CameraState> known = new HashMap<>();

    List<String> changes(List<CameraStatus> cameras) {
        List<String> lines = new ArrayList<>();
        for (CameraStatus camera : cameras) {
            var condition = camera.condition();
            if (known.put(camera.stream(), condition.state()) != condition.state()) {
                String why = condition.why().isEmpty() ? "" : ": " + condition.why();
                lines.add(camera.stream() + " is " + condition.state() + why);
            }
        }
        known.keySet().retainAll(cameras.stream().map(CameraStatus::stream).toList());
        return lines;
    }
}
