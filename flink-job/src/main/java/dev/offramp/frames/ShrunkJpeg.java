package dev.offramp.frames;

import dev.offramp.bundle.ResizeRule;
import dev.offramp.rejects.Refusal;
import dev.offramp.video.ScaledJpeg;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A JPEG that a bundle's rule allows to be shrunk while it is decoded. */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, never written to after construction
record ShrunkJpeg(byte[] file, int width, int height, int scale) {

    private static final Logger LOG = LoggerFactory.getLogger(ShrunkJpeg.class);
    private static final int INKS = 4;

    /** Nothing, where the picture is to be decoded in full: it is not larger than that, or not in colours or grey. */
    static Optional<ShrunkJpeg> of(byte[] file, InputSize input, ResizeRule rule, FrameBounds bounds) throws Refusal {
        Optional<JpegSegments.Size> size = rule == ResizeRule.ANTIALIASED ? Optional.empty() : JpegSegments.size(file);
        if (size.isEmpty() || size.get().channels() >= INKS) {
            return Optional.empty();
        }
        int width = size.get().width();
        int height = size.get().height();
        int scale = rule.scale(Math.min(width, height), Math.max(input.width(), input.height()));
        if (scale == 1 || !Decoder.IS_THERE) {
            return Optional.empty();
        }
        bounds.checkSize(width, height);
        return Optional.of(new ShrunkJpeg(file, width, height, scale));
    }

    /** Nothing, where it is damaged: a decoder of the whole picture says how badly. */
    Optional<Picture> decode() {
        return ScaledJpeg.decode(file, width, height, scale)
                .map(pixels -> new RawPicture(pixels.width(), pixels.height(), 3, pixels.rgb()));
    }

    /** Looked for where a picture needs it. */
    private static final class Decoder {

        static final boolean IS_THERE = isThere();

        private static boolean isThere() {
            if (!ScaledJpeg.canDecode()) {
                LOG.warn(
                        "Leptonica could not be loaded: JPEGs are decoded in full where the bundle allows less, several times"
                                + " slower and to slightly other pixels");
            }
            return ScaledJpeg.canDecode();
        }
    }
}
