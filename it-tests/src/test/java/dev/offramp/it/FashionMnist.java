package dev.offramp.it;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;

/** The shipped test images: 28 x 28 grey pixels and a label each. */
public record FashionMnist(List<Image> images) {

    private static final Path FOLDER = Path.of("../model-artifacts/data/fashion-mnist");
    private static final int SIDE = 28;

    /** Label 0 to 9. */
    static final List<String> CLASSES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    /** One image: rows of grey values. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Image(byte[] grey, int label) {

        public byte[] png() {
            BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            picture.getRaster().setDataElements(0, 0, SIDE, SIDE, grey);
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            try {
                ImageIO.write(picture, "png", png);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return png.toByteArray();
        }

        byte[] rgb() {
            byte[] rgb = new byte[3 * grey.length];
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = grey[i / 3];
            }
            return rgb;
        }
    }

    public static FashionMnist first(int count) {
        try (DataInputStream images = open("t10k-images-idx3-ubyte.gz");
                DataInputStream labels = open("t10k-labels-idx1-ubyte.gz")) {
            images.skipNBytes(16);
            labels.skipNBytes(8);
            List<Image> read = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                read.add(new Image(images.readNBytes(SIDE * SIDE), labels.readUnsignedByte()));
            }
            return new FashionMnist(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataInputStream open(String name) throws IOException {
        return new DataInputStream(new GZIPInputStream(Files.newInputStream(FOLDER.resolve(name))));
    }
}
