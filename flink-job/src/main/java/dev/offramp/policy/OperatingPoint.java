package dev.offramp.policy;

import java.io.Serializable;

/**
 * One way to set the exits of a bundle, with what it comes to on held-out samples.
 *
 * @param meanCost a sample, in the unit of its curve
 * @param accuracy 0 to 1, as fresh samples would show it
 */
public record OperatingPoint(Criterion criterion, double meanCost, double accuracy) implements Serializable {}
