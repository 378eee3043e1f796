package dev.offramp.frames;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
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
import javax.imageio.stream.ImageInputStream;

/** Decodes JPEG and PNG with the JDK's readers and WebP with TwelveMonkeys', size first, pixels only within bounds. */
record ImageCodec(FrameBounds bounds) {

    Picture decode(byte[] bytes, FrameEncoding encoding) throws Refusal {
        ImageReader reader = reader(encoding);
        try (ImageInputStream in = new ByteArrayImageInputStream(bytes)) {
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(in, true, true);
            bounds.checkSize(reader.getWidth(0), reader.getHeight(0));
            BufferedImage picture = reader.read(0);
            refuseIfTruncated(warnings, encoding);
            return new DecodedPicture(picture);
        } catch (IOException | RuntimeException e) {
            throw refusal(e, encoding, bytes.length);
        } finally {
            reader.dispose();
        }
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

    private static Refusal refusal(Exception failure, FrameEncoding encoding, int size) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof EOFException || message.contains("Unexpected end of")) {
                return new Refusal(
                        RejectReason.TRUNCATED_IMAGE, "the " + encoding + " ends early, after " + size + " bytes");
            }
        }
        return new Refusal(
                RejectReason.UNDECODABLE_IMAGE,
                size + " bytes are no readable " + encoding + ": " + failure.getMessage());
    }
}
