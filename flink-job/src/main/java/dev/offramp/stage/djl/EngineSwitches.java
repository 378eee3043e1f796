package dev.offramp.stage.djl;

import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system properties that DJL and its PyTorch engine read; a value that the operator of the process gave stands. */
public final class EngineSwitches {

    private static final Logger LOG = LoggerFactory.getLogger(EngineSwitches.class);
    private static final String THREADS = "ai.djl.pytorch.num_threads";

    private EngineSwitches() {}

    /**
     * Sets them, before the engine starts in this process; afterwards it has no effect. Where another job of this process, or its
     * operator, set other threads, the log says so.
     *
     * @param intraOpThreads threads that one forward may use
     */
    public static void set(int intraOpThreads) {
        String inForce = set(intraOpThreads, System.getProperties());
        if (!inForce.equals(Integer.toString(intraOpThreads))) {
            LOG.warn(
                    "Operations of libtorch run with {} threads and not with the {} of stage.intra-op-threads: a process reads"
                            + " it once, and -D{} or a job before this one set it.",
                    inForce,
                    intraOpThreads,
                    THREADS);
        }
    }

    /** The threads that are in force then. */
    static String set(int intraOpThreads, Properties process) {
        process.putIfAbsent("ai.djl.offline", "true"); // natives come from the class path, never from the network
        process.putIfAbsent("OPT_OUT_TRACKING", "true");
        process.putIfAbsent("ai.djl.default_engine", "PyTorch");
        process.putIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
        // the profiling executor re-specialises on each new batch size, per thread: see RATIONALE.md beside this class
        process.putIfAbsent("ai.djl.pytorch.graph_optimizer", "false");
        process.putIfAbsent(THREADS, Integer.toString(intraOpThreads));
        return String.valueOf(process.get(THREADS));
    }
}
