package dev.offramp.cli.ingest;

import dev.offramp.video.VideoAddress;

/**
 * One camera or file, and the stream that it becomes.
 *
 * @param stream the Kafka key of its frames
 */
record CameraSettings(String stream, VideoAddress source, PictureSettings pictures, ReadSettings reading) {}
