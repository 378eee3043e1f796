package dev.offramp.cli.picture;

/**
 * Some time in which something was otherwise.
 *
 * @param word  for it
 * @param begin seconds
 * @param end   seconds
 */
public record Phase(String word, double begin, double end) {}
