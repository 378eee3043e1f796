package dev.offramp.cli.ingest;

/** What holds for a camera that says nothing else. */
record CameraDefaults(PictureSettings pictures, ReadSettings reading) {}
