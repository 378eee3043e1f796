package dev.offramp.video;

import org.bytedeco.ffmpeg.global.avutil;

/** Loads FFmpeg once in a process, as a server needs it. */
final class FfmpegLibraries {

    private FfmpegLibraries() {}

    /** Whether they can be loaded. Asked for the first time, it loads them. */
    static boolean areThere() {
        return Loaded.ALL;
    }

    /** Tried once in a process. */
    private static final class Loaded {

        static final boolean ALL = isLoaded();

        private static boolean isLoaded() {
            try {
                load();
                return true;
            } catch (LinkageError missing) {
                return false;
            }
        }
    }

    /** To be called before any other class of FFmpeg's is touched. */
    static void load() {
        JavaCpp.configure();
        avutil.av_log_set_level(avutil.AV_LOG_PANIC); // other lines hold addresses with their passwords
    }
}
