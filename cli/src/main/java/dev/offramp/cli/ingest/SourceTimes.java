package dev.offramp.cli.ingest;

import dev.offramp.video.VideoAddress;
import dev.offramp.video.VideoTrack;
import java.io.IOException;
import java.nio.file.Files;
import java.util.OptionalLong;

/** What a source knows of time. */
record SourceTimes(VideoAddress source, VideoTrack track) {

    private static final long MICROS_PER_MILLI = 1_000;

    /**
     * Whether its presentation times are its own. JPEGs over HTTP have none: FFmpeg counts them as if they came 25 times a
     * second.
     */
    boolean areItsOwn() {
        return !(source.isLive()
                && source.scheme().startsWith("http")
                && track.codec().equals("mjpeg"));
    }

    /** When a file began, in milliseconds since 1970: what is written in it, or else when it was last changed. */
    OptionalLong fileStartMillis() {
        if (source.isLive()) {
            return OptionalLong.empty();
        }
        if (track.startMicros() > 0) {
            return OptionalLong.of(track.startMicros() / MICROS_PER_MILLI);
        }
        return source.scheme().equals("file") ? lastChangedMillis() : OptionalLong.empty();
    }

    private OptionalLong lastChangedMillis() {
        try {
            return OptionalLong.of(
                    Files.getLastModifiedTime(SourceFiles.pathOf(source)).toMillis());
        } catch (IOException gone) {
            return OptionalLong.empty();
        }
    }
}
