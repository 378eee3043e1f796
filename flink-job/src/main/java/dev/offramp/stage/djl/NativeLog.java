package dev.offramp.stage.djl;

import com.sun.jna.NativeLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What libtorch itself writes to the standard error of the process. */
final class NativeLog {

    private static final Logger LOG = LoggerFactory.getLogger(NativeLog.class);

    /** {@code c10::initLogging()}, which Python calls when it imports torch and DJL does not. */
    private static final String INIT_LOGGING = "_ZN3c1011initLoggingEv";

    private NativeLog() {}

    /** Has libtorch, once it is loaded, read {@code TORCH_CPP_LOG_LEVEL}; see RATIONALE.md beside this class. */
    static void heedEnvironment() {
        if (System.getenv("TORCH_CPP_LOG_LEVEL") == null) {
            return;
        }
        try {
            NativeLibrary.getInstance("c10").getFunction(INIT_LOGGING).invokeVoid(new Object[0]);
        } catch (UnsatisfiedLinkError e) {
            LOG.info("libtorch keeps its own log level: {}", e.getMessage());
        }
    }
}
