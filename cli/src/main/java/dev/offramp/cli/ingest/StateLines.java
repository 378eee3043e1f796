package dev.offramp.cli.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of cameras since somebody last asked, a line each: for a log, where a table would be drawn on and on. */
final class StateLines {

    private final Map<String, String> known = new HashMap<>();

    List<String> changes(List<CameraStatus> cameras) {
        List<String> lines = new ArrayList<>();
        for (CameraStatus camera : cameras) {
            var condition = camera.condition();
            boolean goesOn = condition.state() == CameraState.RUNNING;
            String told = condition.state() + (goesOn ? condition.why() : "");
            if (!told.equals(known.put(camera.stream(), told))) {
                String why = condition.why().isEmpty() ? "" : ": " + condition.why();
                lines.add(camera.stream() + " is " + condition.state() + why);
            }
        }
        known.keySet().retainAll(cameras.stream().map(CameraStatus::stream).toList());
        return lines;
    }
}
