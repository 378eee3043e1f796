package dev.offramp.cli.read;

import dev.offramp.schema.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The picture of a frame as a file. Its name is made of letters, digits, dots, dashes and underscores alone, whatever the stream is called,
 * and is its own: by the record that the frame is.
 */
record PictureFile(TopicRecord record, Frame frame) {

    private static final int LONGEST_STREAM = 80;

    /** As in {@code camera-0-17-p3-o1204.jpg}: stream, sequence, partition and offset. */
    String name() {
        return safe(frame.getStream()) + "-" + frame.getSequence() + "-p"
                + record.origin().partition() + "-o" + record.origin().offset() + "." + extension();
    }

    /** What stands in the file; raw pixels have the header of a PGM or PPM before them, where their number fits. */
    byte[] content() {
        byte[] header = rawHeader().orElse("").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer content =
                ByteBuffer.allocate(header.length + frame.getBytes().remaining());
        content.put(header).put(frame.getBytes().duplicate());
        return content.array();
    }

    private String extension() {
        return switch (frame.getEncoding()) {
            case JPEG -> "jpg";
            case PNG -> "png";
            case WEBP -> "webp";
            case RAW_GREY -> rawHeader().isPresent() ? "pgm" : "bin";
            case RAW_RGB -> rawHeader().isPresent() ? "ppm" : "bin";
            case UNKNOWN -> "bin";
        };
    }

    private Optional<String> rawHeader() {
        return switch (frame.getEncoding()) {
            case RAW_GREY -> rawHeader("P5", 1);
            case RAW_RGB -> rawHeader("P6", 3);
            case JPEG, PNG, WEBP, UNKNOWN -> Optional.empty();
        };
    }

    private Optional<String> rawHeader(String magic, int channels) {
        Integer width = frame.getWidth();
        Integer height = frame.getHeight();
        boolean fits = width != null
                && height != null
                && (long) width * height * channels == frame.getBytes().remaining();
        return fits
                ? Optional.of(String.format(Locale.ROOT, "%s\n%d %d\n255\n", magic, width, height))
                : Optional.empty();
    }

    /** Streams whose names become alike stay apart by a checksum. */
    private static String safe(String stream) {
        String plain = stream.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[.-]+", "_");
        if (plain.length() > LONGEST_STREAM) {
            plain = plain.substring(0, LONGEST_STREAM);
        }
        if (plain.equals(stream) && !plain.isEmpty()) {
            return plain;
        }
        CRC32 checksum = new CRC32();
        checksum.update(stream.getBytes(StandardCharsets.UTF_8));
        return plain + String.format(Locale.ROOT, "_%08x", checksum.getValue());
    }
}
