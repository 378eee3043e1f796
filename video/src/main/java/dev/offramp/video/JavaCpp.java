package dev.offramp.video;

import java.nio.file.Path;
import java.util.Map;

/** How JavaCPP, under all native libraries of this package, behaves in a server. */
final class JavaCpp {

    /**
     * It counts the memory of the whole process (libtorch's too) against a limit of its own and frees what nobody closed from a
     * thread a class loader: here everything is closed by hand. Its libraries are unpacked where temporary files belong.
     */
    private static final Map<String, String> SWITCHES = Map.of(
            "org.bytedeco.javacpp.maxphysicalbytes", "0",
            "org.bytedeco.javacpp.maxbytes", "0",
            "org.bytedeco.javacpp.nopointergc", "true",
            "org.bytedeco.javacpp.cachedir",
                    Path.of(System.getProperty("java.io.tmpdir"), "offramp-native-" + System.getProperty("user.name"))
                            .toString());

    private JavaCpp() {}

    /** To be called before any class of a library's is touched; what somebody has set already stays. */
    static void configure() {
        SWITCHES.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }
}
