package dev.offramp.cli.ingest;

import dev.offramp.schema.Frame;
import java.util.List;

/**
 * What is on a topic of a stream up to its first reconnect.
 *
 * @param numbers  of its frames, in the order of the topic
 * @param pictures their JPEGs, as hashes
 * @param lost     pictures that were left out
 */
record FirstPlay(List<Long> numbers, List<Integer> pictures, int lost) {

    static FirstPlay of(List<Frame> frames) {
        List<Frame> first = frames.stream()
                .filter(frame -> frame.getEpoch() == frames.get(0).getEpoch())
                .toList();
        return new FirstPlay(
                first.stream().map(Frame::getSequence).toList(),
                first.stream().map(frame -> frame.getBytes().hashCode()).toList(),
                first.stream().mapToInt(Frame::getDropped).sum());
    }
}
