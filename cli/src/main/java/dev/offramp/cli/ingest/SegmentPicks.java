package dev.offramp.cli.ingest;

import java.util.List;

/**
 * Which pictures of a segment are to be classified.
 *
 * @param picked counted from 0 in the order in which they are shown, rising; empty where that is all of them
 * @param count  how many, at least one
 * @param first  when the first of them was taken
 * @param last   when the last was, as the job counts it on from the first
 */
record SegmentPicks(List<Integer> picked, int count, CaptureTime first, CaptureTime last) {}
