package dev.offramp.job;

/** Where the stages of one sample run. */
public enum Placement {
    /** In one task: activations pass by reference and never become bytes. */
    COLOCATED,
    /** Each stage in its own slot sharing group, with its own parallelism and device; survivors cross the network. */
    DISAGGREGATED
}
