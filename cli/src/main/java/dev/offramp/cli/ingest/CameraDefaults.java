package dev.offramp.cli.ingest;

import java.time.Duration;
import java.util.Map;

/** What holds for a camera that says nothing else. */
record CameraDefaults(PictureSettings pictures, ReadSettings reading) {

    static final CameraDefaults USUAL = new CameraDefaults(
            new PictureSettings(5, 256, 85),
            new ReadSettings(ReadSettings.Tempo.FAST, Duration.ofSeconds(10), Map.of()));
}
