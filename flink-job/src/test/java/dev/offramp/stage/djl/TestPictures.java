package dev.offramp.stage.djl;

import dev.offramp.sample.DataType;
import dev.offramp.sample.Tensor;
import dev.offramp.stage.Activation;
import dev.offramp.stage.HeapActivation;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The shipped test pictures as stage 1 of the shipped bundle takes them. */
final class TestPictures {

    private static final Path FILE = Path.of("../model-artifacts/data/fashion-mnist/t10k-images-idx3-ubyte.gz");
    private static final int SIDE = 28;
    private static final int HEADER = 16;

    private TestPictures() {}

    static List<Activation> first(int count) throws IOException {
        List<Activation> pictures = new ArrayList<>();
        try (DataInputStream images = new DataInputStream(new GZIPInputStream(Files.newInputStream(FILE)))) {
            images.skipNBytes(HEADER);
            for (int n = 0; n < count; n++) {
                byte[] grey = images.readNBytes(SIDE * SIDE);
                byte[] rgb = new byte[3 * grey.length];
                for (int i = 0; i < rgb.length; i++) {
                    rgb[i] = grey[i / 3];
                }
                pictures.add(new HeapActivation(List.of(new Tensor(DataType.UINT8, List.of(SIDE, SIDE, 3), rgb))));
            }
        }
        return pictures;
    }
}
