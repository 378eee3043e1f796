package dev.offramp.cli.ingest;

/** What a camera's session writes to. */
record CameraStream(Outbox.Entrance entrance, StreamHistory history, CameraTelemetry telemetry, MotionGate gate) {}
