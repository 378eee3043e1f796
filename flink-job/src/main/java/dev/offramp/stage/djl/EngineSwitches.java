package dev.offramp.stage.djl;

/** The system properties that DJL and its PyTorch engine read; a value that the operator of the process gave stands. */
public final class EngineSwitches {

    private EngineSwitches() {}

    /**
     * Sets them, before the engine starts in this process; afterwards it has no effect.
     *
     * @param intraOpThreads threads that one forward may use
     */
    public static void set(int intraOpThreads) {
        unlessGiven("ai.djl.offline", "true"); // natives come from the class path, never from the network
        unlessGiven("OPT_OUT_TRACKING", "true");
        unlessGiven("ai.djl.default_engine", "PyTorch");
        unlessGiven("ai.djl.pytorch.num_threads", Integer.toString(intraOpThreads));
        unlessGiven("ai.djl.pytorch.num_interop_threads", "1");
        // the profiling executor re-specialises on each new batch size, per thread: see RATIONALE.md beside this class
        unlessGiven("ai.djl.pytorch.graph_optimizer", "false");
    }

    private static void unlessGiven(String key, String value) {
        if (System.getProperty(key) == null) {
            System.setProperty(key, value);
        }
    }
}
