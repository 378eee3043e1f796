package dev.offramp.frames;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a picture is by its first bytes, whatever its name or its record says, so that a refusal names what was found. It decides
 * nothing else: how a frame is decoded is said by its encoding.
 */
@SuppressWarnings("ImmutableEnumChecker") // the predicates keep nothing
public enum PictureKind {
    JPEG("JPEG", head -> head.startsWith("\u00ff\u00d8\u00ff")),
    PNG("PNG", head -> head.startsWith("\u0089PNG\r\n\u001a\n")),
    WEBP("WebP", head -> head.startsWith("RIFF") && head.startsWith("WEBP", 8)),
    GIF("GIF", head -> head.startsWith("GIF87a") || head.startsWith("GIF89a")),
    BMP("BMP", head -> head.startsWith("BM") && head.startsWith("\0\0\0\0", 6)),
    TIFF(
            "TIFF",
            head -> head.startsWith("II*\0")
                    || head.startsWith("MM\0*")
                    || head.startsWith("II+\0")
                    || head.startsWith("MM\0+")),
    AVIF("AVIF", head -> isBrand(head, "avif", "avis")),
    HEIC("HEIC/HEIF", head -> isBrand(head, "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1")),
    JPEG_XL("JPEG XL", head -> head.startsWith("\u00ff\n") || head.startsWith("\0\0\0\fJXL ")),
    JPEG_2000("JPEG 2000", head -> head.startsWith("\0\0\0\fjP  ") || head.startsWith("\u00ffO\u00ffQ")),
    ICO("ICO", head -> head.startsWith("\0\0\1\0")),
    PSD("Photoshop", head -> head.startsWith("8BPS")),
    NETPBM("PPM/PGM/PBM", head -> head.matches("(?s)P[1-6]\\s.*")),
    SVG("SVG", head -> head.matches("(?s)\\s*(<\\?xml.*)?<svg.*")),
    PDF("PDF", head -> head.startsWith("%PDF-")),
    VIDEO("MP4/QuickTime video", head -> head.startsWith("ftyp", 4)),
    MATROSKA("Matroska/WebM video", head -> head.startsWith("\u001aE\u00df\u00a3")),
    AVI("AVI video", head -> head.startsWith("RIFF") && head.startsWith("AVI ", 8));

    /** How many of the first bytes are worth giving; fewer are looked at as far as they go. */
    public static final int HEAD_BYTES = 64;

    /** The encodings that a frame may have, for a person. */
    public static final String ACCEPTED = "JPEG, PNG, WebP or raw pixels";

    private final String spoken;
    private final Predicate<String> magic;

    PictureKind(String spoken, Predicate<String> magic) {
        this.spoken = spoken;
        this.magic = magic;
    }

    /**
     * What the bytes are; empty where they begin like nothing that is known here.
     *
     * @param head a picture, or its first bytes, at best {@link #HEAD_BYTES}
     */
    public static Optional<PictureKind> of(byte[] head) {
        String text = new String(head, 0, Math.min(head.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
        return Stream.of(values()).filter(kind -> kind.magic.test(text)).findFirst();
    }

    /** What was found and what is accepted, in one line. */
    public static String describe(byte[] head) {
        return of(head).map(kind -> "the bytes are " + kind).orElse("the bytes begin like no picture that is known")
                + "; accepted are " + ACCEPTED;
    }

    /** As a person calls it. */
    @Override
    public String toString() {
        return spoken;
    }

    private static boolean isBrand(String head, String... brands) {
        return head.startsWith("ftyp", 4) && Stream.of(brands).anyMatch(brand -> head.startsWith(brand, 8));
    }
}
