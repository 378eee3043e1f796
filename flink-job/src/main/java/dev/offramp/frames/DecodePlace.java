package dev.offramp.frames;

/** Where pictures are decoded. */
public enum DecodePlace {
    /** In the thread of stage 1: encoded bytes cross the network. */
    CHAINED,
    /** In slots of its own, with a parallelism of its own: pixels cross the network to stage 1. */
    APART
}
