package dev.offramp.budget;

/**
 * Thresholds for a goal.
 *
 * @param point       what they come to on the calibration table
 * @param expectation of fresh samples
 */
public record Solution(CurvePoint point, Expectation expectation) {}
