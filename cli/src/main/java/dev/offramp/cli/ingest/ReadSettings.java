package dev.offramp.cli.ingest;

import dev.offramp.video.VideoAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a source is read.
 *
 * @param tempo    of files
 * @param deadline for opening it, and for each read after that
 * @param options  FFmpeg's own, for the protocol or the format
 */
record ReadSettings(Tempo tempo, Duration deadline, Map<String, String> options) {

    /** How fast a file goes by. */
    enum Tempo {
        /** As fast as it can be decoded and published. */
        FAST,
        /** As fast as it was taken. */
        REAL_TIME
    }

    private static final int DEADLINES_WITHOUT_PICTURE = 2;
    private static final Set<String> RTSP = Set.of("rtsp", "rtsps");

    ReadSettings {
        options = Map.copyOf(options);
    }

    /** Longer than this a live source is not waited for a picture that can be decoded, whatever else it sends. */
    Duration mostWithoutPicture() {
        return deadline.multipliedBy(DEADLINES_WITHOUT_PICTURE);
    }

    /** The options, and RTSP over TCP where they do not say otherwise: over UDP a lost packet is a damaged picture. */
    Map<String, String> optionsFor(VideoAddress source) {
        var all = new TreeMap<>(options);
        if (RTSP.contains(source.scheme())) {
            all.putIfAbsent("rtsp_transport", "tcp");
        }
        return all;
    }
}
