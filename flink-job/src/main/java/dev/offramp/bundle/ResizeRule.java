package dev.offramp.bundle;

import java.util.Optional;
import java.util.stream.Stream;

/** How a picture gets the size that a bundle takes; the network was trained on pictures that got it so. */
public enum ResizeRule {
    /** Decoded in full, then shrunk with an antialiased triangle filter until the input is just covered, then cropped in the middle. */
    ANTIALIASED("bilinear-antialias-center-crop"),

    /** The same, from a JPEG that is decoded to a half, a quarter or an eighth of its size where that leaves twice the input at least. */
    SCALED_2X("scaled-2x");

    /** What a half and a quarter leave of the input's longer side, in the picture's shorter one. */
    private static final int MARGIN = 2;

    /** What an eighth leaves: its pixels are less like the average of eight by eight. */
    private static final int WIDE_MARGIN = 4;

    private final String inManifest;

    ResizeRule(String inManifest) {
        this.inManifest = inManifest;
    }

    static Optional<ResizeRule> named(String inManifest) {
        return Stream.of(values())
                .filter(rule -> rule.inManifest.equals(inManifest))
                .findFirst();
    }

    /** What manifests call it. */
    @Override
    public String toString() {
        return inManifest;
    }

    /**
     * By how much a JPEG is divided while it is decoded: 1, 2, 4 or 8.
     *
     * @param shorterSide of the picture, pixels
     * @param longestInput side of the input, pixels
     */
    public int scale(int shorterSide, int longestInput) {
        if (this == ANTIALIASED) {
            return 1;
        }
        if (shorterSide >= 8L * WIDE_MARGIN * longestInput) {
            return 8;
        }
        for (int scale = 4; scale > 1; scale /= 2) {
            if (shorterSide >= (long) scale * MARGIN * longestInput) {
                return scale;
            }
        }
        return 1;
    }
}
