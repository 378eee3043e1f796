package dev.offramp.frames;

import dev.offramp.bundle.ResizeRule;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.PictureEncoding;
import dev.offramp.video.JpegScans;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/**
 * Chooses the codec of a picture, the fastest that was measured for its kind (RATIONALE.md): libwebp for the lossy kind of WebP,
 * Java's readers for everything else, and libjpeg-turbo for a JPEG that may be shrunk while it is decoded. What comes out is upright.
 *
 * @param input that pictures are decoded for
 */
record ImageCodec(FrameBounds bounds, InputSize input, ResizeRule resize) {

    Picture decode(byte[] bytes, PictureEncoding encoding) throws Refusal {
        if (EndMark.isMissing(bytes, encoding)) {
            throw truncated(encoding, bytes.length);
        }
        int scans = encoding == PictureEncoding.JPEG ? JpegScans.count(bytes, 0, bytes.length) : 0;
        if (scans > JpegScans.MOST) {
            throw new Refusal(
                    RefusalReason.UNDECODABLE_IMAGE,
                    "the JPEG goes over its pixels " + scans + " times, at most " + JpegScans.MOST + " are decoded");
        }
        try {
            return Orientation.of(bytes, encoding).upright(stored(bytes, encoding));
        } catch (IOException | RuntimeException | OutOfMemoryError e) { // small files can ask for gigabytes of tables
            throw refusal(e, encoding, bytes);
        }
    }

    /** As it lies in the file. */
    private Picture stored(byte[] bytes, PictureEncoding encoding) throws IOException, Refusal {
        Optional<Picture> fast =
                switch (encoding) {
                    case WEBP -> lossy(new WebpChunks(bytes));
                    case JPEG -> ShrunkJpeg.of(bytes, input, resize, bounds).flatMap(ShrunkJpeg::decode);
                    default -> Optional.empty();
                };
        return fast.isPresent() ? fast.get() : new JavaReader(bounds, encoding).decode(bytes);
    }

    private Optional<Picture> lossy(WebpChunks chunks) throws IOException, Refusal {
        chunks.checkSizes(bounds);
        Optional<LossyWebp> lossy = LossyWebp.canDecode() ? chunks.lossy() : Optional.empty();
        return lossy.isPresent() ? Optional.of(lossy.get().decode()) : Optional.empty();
    }

    private static Refusal truncated(PictureEncoding encoding, int size) {
        return new Refusal(RefusalReason.TRUNCATED_IMAGE, "the " + encoding + " ends early, after " + size + " bytes");
    }

    private static Refusal refusal(Throwable failure, PictureEncoding encoding, byte[] bytes) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof EOFException || message.contains("Unexpected end of")) {
                return truncated(encoding, bytes.length);
            }
        }
        return new Refusal(
                RefusalReason.UNDECODABLE_IMAGE,
                bytes.length + " bytes are no readable " + encoding + ": " + failure.getMessage() + "; "
                        + PictureKind.describe(bytes));
    }
}
