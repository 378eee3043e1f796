package dev.offramp.bench;

import dev.offramp.cli.publish.Picture;
import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.stage.Activation;
import java.util.ArrayList;
import java.util.List;

/**
 * Pictures in an order in which exactly 12, 5, 2 and 1 of every 20 leave by the exits of the simulated stages: where batches
 * are of 16, then after every 320 samples all batches of all stages are full, and no subtask has more of them than another.
 */
record EvenDepths(List<List<Picture>> byDepth) {

    /** Samples after which batches of 16 are full in every stage. */
    static final int CYCLE = 320;

    private static final int[] PATTERN = {1, 2, 1, 1, 3, 1, 2, 1, 1, 2, 1, 4, 1, 2, 1, 1, 3, 1, 2, 1};
    private static final int DEEPEST = 4;

    /**
     * Sorts pictures by how deep they go.
     *
     * @param pixels of each picture
     */
    static EvenDepths of(List<Picture> pictures, List<Activation> pixels) {
        List<List<Picture>> byDepth = new ArrayList<>();
        for (int depth = 1; depth <= DEEPEST; depth++) {
            byDepth.add(new ArrayList<>());
        }
        for (int n = 0; n < pictures.size(); n++) {
            byDepth.get(SleepingEngine.depthOf(pixels.get(n)) - 1).add(pictures.get(n));
        }
        if (byDepth.stream().anyMatch(List::isEmpty)) {
            throw new CommandFailure("more different pictures are needed: some simulated exit would never be taken");
        }
        return new EvenDepths(byDepth);
    }

    /** The n-th picture, 0-based; without end. */
    Picture picture(int n) {
        List<Picture> alike = byDepth.get(PATTERN[n % PATTERN.length] - 1);
        return alike.get(n / PATTERN.length % alike.size());
    }
}
