package dev.offramp.it.soak;

import java.util.concurrent.Callable;

/**
 * A figure that must not grow.
 *
 * @param unit     in words
 * @param share    of the median by which it may grow in the whole time
 * @param absolute by which it may grow in any case, in its unit
 * @param question asks for it
 */
record Vital(String name, String unit, double share, double absolute, Callable<Double> question) {}
