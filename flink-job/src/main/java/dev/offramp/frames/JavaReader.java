package dev.offramp.frames;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.PictureEncoding;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.ImageReaderSpi;

/** Decodes JPEG and PNG with the JDK's readers and WebP with TwelveMonkeys', size first, pixels only within bounds. */
record JavaReader(FrameBounds bounds, PictureEncoding encoding) {

    /** Looking through the registry takes longer than decoding a small picture. */
    private static final Map<PictureEncoding, ImageReaderSpi> PROVIDERS = Map.of(
            PictureEncoding.JPEG, ofTheRuntime(PictureEncoding.JPEG),
            PictureEncoding.PNG, ofTheRuntime(PictureEncoding.PNG),
            PictureEncoding.WEBP, new WebPImageReaderSpi());

    JavaReader {
        if (!PROVIDERS.containsKey(encoding)) {
            throw new IllegalArgumentException(encoding + " is not read by Java");
        }
    }

    Picture decode(byte[] bytes) throws IOException, Refusal {
        ImageReader reader = reader();
        try (PictureBytes in = new PictureBytes(bytes)) {
            return read(reader, in, bytes);
        } finally {
            reader.dispose();
        }
    }

    private Picture read(ImageReader reader, PictureBytes in, byte[] bytes) throws IOException, Refusal {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        reader.setInput(in, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        bounds.checkSize(width, height);
        Picture picture = encoding == PictureEncoding.JPEG ? jpeg(reader, bytes) : new DecodedPicture(reader.read(0));
        refuseIfTruncated(warnings);
        return picture;
    }

    /** Into rows of R, G, B where there are colours: the reader turns every row for its own choice, B, G, R. */
    private static Picture jpeg(ImageReader reader, byte[] bytes) throws IOException {
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        if (!types.hasNext()) {
            throw new IOException("the picture is neither grey nor of three colours nor of four inks");
        }
        ImageTypeSpecifier type = types.next();
        if (type.getNumBands() == 4) {
            return new InkPicture(reader.readRaster(0, null), JpegSegments.inks(bytes));
        }
        if (type.getNumBands() != 3) {
            return new DecodedPicture(reader.read(0));
        }
        ImageReadParam how = reader.getDefaultReadParam();
        how.setDestination(ImageTypeSpecifier.createInterleaved(
                        type.getColorModel().getColorSpace(), new int[] {0, 1, 2}, DataBuffer.TYPE_BYTE, false, false)
                .createBufferedImage(reader.getWidth(0), reader.getHeight(0)));
        BufferedImage picture = reader.read(0, how);
        byte[] rows = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        return new RawPicture(picture.getWidth(), picture.getHeight(), 3, rows);
    }

    private ImageReader reader() throws IOException {
        return Objects.requireNonNull(PROVIDERS.get(encoding)).createReaderInstance(null);
    }

    private static ImageReaderSpi ofTheRuntime(PictureEncoding encoding) {
        Iterator<ImageReader> readers =
                ImageIO.getImageReadersByFormatName(encoding.name().toLowerCase(Locale.ROOT));
        if (!readers.hasNext()) {
            throw new IllegalStateException(
                    "this Java runtime has no " + encoding + " reader (java.desktop is missing)");
        }
        return readers.next().getOriginatingProvider();
    }

    /** The JPEG reader fills up what is missing and only warns. */
    private void refuseIfTruncated(List<String> warnings) throws Refusal {
        for (String warning : warnings) {
            if (warning.toLowerCase(Locale.ROOT).contains("premature end")) {
                throw new Refusal(RefusalReason.TRUNCATED_IMAGE, encoding + ": " + warning);
            }
        }
    }
}
