package dev.offramp.refresh;

import dev.offramp.sample.Uniform;

/**
 * The streams that a canary answers: a share of all, the same ones in every replay. A larger share of the same trial has all streams of a
 * smaller one; another trial draws others.
 *
 * @param salt  of the trial
 * @param share 0 to 1
 */
record StreamDraw(long salt, double share) {

    /** @param trial that draws, see {@link Assignment#trial} */
    static StreamDraw of(long trial, double share) {
        return new StreamDraw(StreamHash.of("trial " + trial), share);
    }

    boolean draws(String stream) {
        return Uniform.of(StreamHash.of(stream, salt)) < share;
    }
}
