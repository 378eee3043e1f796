package dev.offramp.exit;

/**
 * One class of an answer.
 *
 * @param index       in the bundle's class list
 * @param probability 0 to 1
 */
public record ClassProbability(int index, float probability) {}
