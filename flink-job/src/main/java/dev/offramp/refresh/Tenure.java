package dev.offramp.refresh;

import java.util.Optional;

/**
 * An assignment of a bundle with all that a frame asks of it, made once.
 *
 * @param met  what a frame meets that it answers, where nothing runs beside
 * @param draw of the streams of a canary
 */
record Tenure(Assignment assignment, ServingBook.Met met, StreamDraw draw) {

    /** @param assignment that has a bundle */
    static Tenure of(Assignment assignment) {
        return new Tenure(
                assignment,
                new ServingBook.Met(assignment.bundle().orElseThrow(), Optional.empty()),
                StreamDraw.of(assignment.trial(), assignment.share()));
    }

    boolean isCanaryOf(String stream) {
        return assignment.role() == Role.CANARY && draw.draws(stream);
    }

    boolean isShadow() {
        return assignment.role() == Role.SHADOW;
    }
}
