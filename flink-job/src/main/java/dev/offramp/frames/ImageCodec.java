package dev.offramp.frames;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RejectReason;
import dev.offramp.schema.FrameEncoding;
import java.awt.image.BufferedImage;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** Decodes JPEG and PNG with the JDK's readers and WebP with TwelveMonkeys', size first, pixels only within bounds. */
record ImageCodec(FrameBounds bounds) {

    Picture decode(byte[] bytes, FrameEncoding encoding) throws Refusal {
        if (EndMark.isMissing(bytes, encoding)) {
            throw truncated(encoding, bytes.length);
        }
        if (encoding == FrameEncoding.WEBP) {
            new WebpChunks(bytes).checkSizes(bounds);
        }
        ImageReader reader = reader(encoding);
        try (PictureBytes in = new PictureBytes(bytes)) {
            return new DecodedPicture(read(reader, in, encoding));
        } catch (IOException | RuntimeException | OutOfMemoryError e) { // small files can ask for gigabytes of tables
            throw refusal(e, encoding, bytes.length);
        } finally {
            reader.dispose();
        }
    }

    private BufferedImage read(ImageReader reader, PictureBytes in, FrameEncoding encoding)
            throws IOException, Refusal {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        reader.setInput(in, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        bounds.checkSize(width, height);
        in.expectPixels((long) width * height);
        BufferedImage picture = reader.read(0);
        refuseIfTruncated(warnings, encoding);
        return picture;
    }

    private static ImageReader reader(FrameEncoding encoding) {
        if (encoding == FrameEncoding.WEBP) {
            return new WebPImageReaderSpi().createReaderInstance(null);
        }
        Iterator<ImageReader> readers =
                ImageIO.getImageReadersByFormatName(encoding.name().toLowerCase(Locale.ROOT));
        if (!readers.hasNext()) {
            throw new IllegalStateException(
                    "this Java runtime has no " + encoding + " reader (java.desktop is missing)");
        }
        return readers.next();
    }

    /** The JPEG reader fills up what is missing and only warns. */
    private static void refuseIfTruncated(List<String> warnings, FrameEncoding encoding) throws Refusal {
        for (String warning : warnings) {
            if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                throw new Refusal(RejectReason.TRUNCATED_IMAGE, encoding + ": " + warning);
            }
        }
    }

    private static Refusal truncated(FrameEncoding encoding, int size) {
        return new Refusal(RejectReason.TRUNCATED_IMAGE, "the " + encoding + " ends early, after " + size + " bytes");
    }

    private static Refusal refusal(Throwable failure, FrameEncoding encoding, int size) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof EOFException || message.contains("Unexpected end of")) {
                return truncated(encoding, size);
            }
        }
        return new Refusal(
                RejectReason.UNDECODABLE_IMAGE,
                size + " bytes are no readable " + encoding + ": " + failure.getMessage());
    }
}
