package dev.offramp.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.offramp.sample.PictureEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real photographs are served as the zoo trains and evaluates on them; where all pixels are the same, so are predictions. Skipped
 * where the photographs or the zoo's Python are not.
 */
class PhotographsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PHOTOGRAPHS = Path.of(System.getProperty(
            "offramp.photographs",
            ROOT.resolve("../shared/data/imagenette-128.zip").toString()));
    private static final Path PYTHON = ROOT.resolve("model-artifacts/.venv/bin/python");
    private static final int NTH = Integer.getInteger("offramp.photographs.nth", 50);

    @TempDir
    private Path folder;

    /** The size of the shipped bundle of photographs, the size of the files, and one that scales up. */
    @ParameterizedTest
    @ValueSource(ints = {96, 128, 160})
    void photographs_are_served_as_the_zoo_trains_on_them(int size) throws Exception {
        assumeTrue(Files.exists(PHOTOGRAPHS), PHOTOGRAPHS + " is not there");
        assumeTrue(Files.exists(PYTHON), PYTHON + " is not there: ./offramp test makes it");
        byte[] zoo = ofTheZoo(size);
        int pictureBytes = 3 * size * size;
        PixelDecoder decoder = TestFrames.decoder(size, size);
        List<byte[]> photographs = photographs();
        int different = 0;

        for (int i = 0; i < photographs.size(); i++) {
            byte[] served = decoder.decode(TestFrames.encoded(PictureEncoding.JPEG, photographs.get(i)))
                    .bytes();
            byte[] wanted = Arrays.copyOfRange(zoo, i * pictureBytes, (i + 1) * pictureBytes);
            PixelDifference difference = PixelDifference.between(served, wanted);
            assertThat(difference.largest()).isLessThanOrEqualTo(1);
            different += difference.equals(PixelDifference.NONE) ? 0 : 1;
        }

        assertThat(zoo).hasSize(photographs.size() * pictureBytes);
        assertThat(different)
                .as("photographs with any pixel that differs, of " + photographs.size())
                .isZero();
    }

    private byte[] ofTheZoo(int size) throws IOException, InterruptedException {
        Path out = folder.resolve("pixels");
        ProcessBuilder python = new ProcessBuilder(
                PYTHON.toString(),
                Path.of("src/test/resources/frames/fit_photographs.py").toString(),
                PHOTOGRAPHS.toString(),
                Integer.toString(size),
                Integer.toString(NTH),
                out.toString());
        python.environment().put("PYTHONPATH", ROOT.resolve("model-artifacts").toString());
        assertThat(python.inheritIO().start().waitFor()).isZero();
        return Files.readAllBytes(out);
    }

    private static List<byte[]> photographs() throws IOException {
        try (ZipFile zip = new ZipFile(PHOTOGRAPHS.toFile())) {
            List<String> names = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.endsWith(".JPEG"))
                    .sorted()
                    .toList();
            List<byte[]> photographs = new ArrayList<>();
            for (int i = 0; i < names.size(); i += NTH) {
                photographs.add(zip.getInputStream(zip.getEntry(names.get(i))).readAllBytes());
            }
            return photographs;
        }
    }
}
