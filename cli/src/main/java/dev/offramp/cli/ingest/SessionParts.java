package dev.offramp.cli.ingest;

import dev.offramp.video.VideoTrack;

/**
 * What every session of a camera needs, whatever it publishes.
 *
 * @param selection of the pictures that are wanted
 * @param playback  holds each back until it is due
 */
record SessionParts(
        Outbox.Entrance entrance,
        CameraTelemetry telemetry,
        PictureTimes times,
        PictureSelection selection,
        Playback playback) {

    /** Of a source that was opened just now. */
    static SessionParts of(CameraSettings settings, VideoTrack track, CameraStream stream, Playback playback) {
        var source = new SourceTimes(settings.source(), track);
        return new SessionParts(
                stream.entrance(),
                stream.telemetry(),
                new PictureTimes(source, stream.history(), System.currentTimeMillis()),
                new PictureSelection(new FrameSampler(settings.pictures().perSecond(), track.framesPerSecond())),
                playback);
    }
}
