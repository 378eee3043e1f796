package dev.offramp.frames;

import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.PictureEncoding;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/**
 * Chooses the codec of a picture, the fastest that was measured for its kind (RATIONALE.md): libwebp for the lossy kind of WebP,
 * Java's readers for everything else. What comes out is upright.
 */
record ImageCodec(FrameBounds bounds) {

    Picture decode(byte[] bytes, PictureEncoding encoding) throws Refusal {
        if (EndMark.isMissing(bytes, encoding)) {
            throw truncated(encoding, bytes.length);
        }
        Optional<LossyWebp> lossy = Optional.empty();
        if (encoding == PictureEncoding.WEBP) {
            WebpChunks chunks = new WebpChunks(bytes);
            chunks.checkSizes(bounds);
            lossy = chunks.lossy();
        }
        try {
            Picture picture = lossy.isPresent() && LossyWebp.canDecode()
                    ? lossy.get().decode()
                    : new JavaReader(bounds, encoding).decode(bytes);
            return Orientation.of(bytes, encoding).upright(picture);
        } catch (IOException | RuntimeException | OutOfMemoryError e) { // small files can ask for gigabytes of tables
            throw refusal(e, encoding, bytes);
        }
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
