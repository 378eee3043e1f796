package dev.offramp.cli.publish;

import dev.offramp.frames.PictureKind;
import dev.offramp.schema.FrameEncoding;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells what a file is to be published as: by its first bytes, and where they say nothing, by its name. */
final class PictureFormat {

    /** How many of a file's first bytes are looked at. */
    static final int HEAD_BYTES = PictureKind.HEAD_BYTES;

    private static final Map<PictureKind, FrameEncoding> SERVED = Map.of(
            PictureKind.JPEG, FrameEncoding.JPEG,
            PictureKind.PNG, FrameEncoding.PNG,
            PictureKind.WEBP, FrameEncoding.WEBP);

    /** Pictures that Java reads here and that the job does not take: they are published as PNG. */
    private static final Set<PictureKind> CONVERTED = Set.of(PictureKind.GIF, PictureKind.BMP, PictureKind.TIFF);

    private static final Set<PictureKind> NO_PICTURES =
            Set.of(PictureKind.PDF, PictureKind.VIDEO, PictureKind.MATROSKA, PictureKind.AVI);

    private static final Map<String, FrameEncoding> BY_NAME = Map.of(
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
        Optional<PictureKind> kind = PictureKind.of(head);
        if (kind.isEmpty()) {
            return byExtension(name);
        }
        if (CONVERTED.contains(kind.get())) {
            return Optional.of(FrameEncoding.PNG);
        }
        return kind.filter(found -> !NO_PICTURES.contains(found))
                .map(found -> SERVED.getOrDefault(found, FrameEncoding.UNKNOWN));
    }

    /** Whether the file is to be made a PNG first. */
    static boolean isConverted(byte[] head) {
        return PictureKind.of(head).filter(CONVERTED::contains).isPresent();
    }

    private static Optional<FrameEncoding> byExtension(String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return REFUSED.contains(extension)
                ? Optional.of(FrameEncoding.UNKNOWN)
                : Optional.ofNullable(BY_NAME.get(extension));
    }
}
