package dev.offramp.cli.publish;

import dev.offramp.schema.FrameEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells what a file is: by its first bytes, and where they say nothing, by its name. */
final class PictureFormat {

    /** How many of a file's first bytes are looked at. */
    static final int HEAD_BYTES = 12;

    private static final Map<String, FrameEncoding> SERVED = Map.of(
            "jpg", FrameEncoding.JPEG,
            "jpeg", FrameEncoding.JPEG,
            "png", FrameEncoding.PNG,
            "webp", FrameEncoding.WEBP);

    /** Pictures that the job does not decode: it says so itself, in a reject. */
    private static final Set<String> REFUSED =
            Set.of("gif", "bmp", "tif", "tiff", "heic", "heif", "avif", "jp2", "jxl", "ico", "ppm", "pgm", "svg");

    private PictureFormat() {}

    /**
     * What to publish a file as, or nothing where it is no picture at all.
     *
     * @param head the first bytes of the file, as many as there are up to {@link #HEAD_BYTES}
     */
    static Optional<FrameEncoding> of(String name, byte[] head) {
        return byMagic(head).or(() -> byExtension(name));
    }

    private static Optional<FrameEncoding> byMagic(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(FrameEncoding.JPEG);
        }
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(FrameEncoding.PNG);
        }
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return Optional.of(FrameEncoding.WEBP);
        }
        return Optional.empty();
    }

    private static Optional<FrameEncoding> byExtension(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return REFUSED.contains(extension)
                ? Optional.of(FrameEncoding.UNKNOWN)
                : Optional.ofNullable(SERVED.get(extension));
    }
}
