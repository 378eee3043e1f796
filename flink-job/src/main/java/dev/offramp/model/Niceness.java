package dev.offramp.model;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a thread take what others leave it. Linux keeps a niceness for each thread; Java's priorities change nothing there, unless the whole
 * process is started for it.
 */
final class Niceness {

    /** To which the kernel gives a tenth of a core that somebody else wants, and all of one that nobody does. */
    static final int OF_LOADING = 10;

    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);
    private static final int PRIO_PROCESS = 0;
    private static final int THIS_THREAD = 0;

    private Niceness() {}

    /** Lowers the thread that calls this, for the rest of its life. */
    static void lowerThisThread() {
        if (!Platform.isLinux()) { // elsewhere it would be the whole process
            return;
        }
        try {
            int status = NativeLibrary.getInstance(Platform.C_LIBRARY_NAME)
                    .getFunction("setpriority")
                    .invokeInt(new Object[] {PRIO_PROCESS, THIS_THREAD, OF_LOADING});
            if (status != 0) {
                LOG.info("Bundles are loaded with the priority of whatever else runs: setpriority says {}", status);
            }
        } catch (LinkageError e) {
            LOG.info("Bundles are loaded with the priority of whatever else runs: {}", e.getMessage());
        }
    }
}
