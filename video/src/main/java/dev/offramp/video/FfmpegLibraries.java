package dev.offramp.video;

import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avutil;

/** Loads FFmpeg once in a process, as a server needs it. */
final class FfmpegLibraries {

    /**
     * JavaCPP counts the memory of the whole process (libtorch's too) against a limit of its own and frees what nobody closed from a
     * thread a class loader: here everything is closed by hand. Its libraries are unpacked where temporary files belong.
     */
    private static final Map<String, String> SWITCHES = Map.of(
            "org.bytedeco.javacpp.maxphysicalbytes", "0",
            "org.bytedeco.javacpp.maxbytes", "0",
            "org.bytedeco.javacpp.nopointergc", "true",
            "org.bytedeco.javacpp.cachedir",
                    Path.of(System.getProperty("java.io.tmpdir"), "offramp-ffmpeg-" + System.getProperty("user.name"))
                            .toString());

    private FfmpegLibraries() {}

    /** To be called before any other class of FFmpeg's is touched; what somebody has set already stays. */
    static void load() {
        SWITCHES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
        avutil.av_log_set_level(avutil.AV_LOG_PANIC); // other lines hold addresses with their passwords
    }
}
