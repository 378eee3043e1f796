package dev.offramp.results;

/** In which order answers leave the job. */
public enum ResultOrder {
    /** As soon as they are there; early exits overtake late ones. */
    NONE,
    /** That of their stream's sequence. */
    STREAM
}
