package dev.offramp.frames;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.sample.PictureEncoding;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LossyWebpTest {

    private static final int LEAK_MEGABYTES = 64;

    @Test
    void a_lossy_picture_is_found_in_its_file_whatever_is_around_it() throws Exception {
        for (String name : List.of("smooth-lossy.webp", "smooth-alpha-lossy.webp")) {
            Picture picture = new WebpChunks(TestFrames.file("formats/" + name))
                    .lossy()
                    .orElseThrow()
                    .decode();

            assertThat(picture.width()).isEqualTo(128);
            assertThat(picture.height()).isEqualTo(96);
        }
    }

    @Test
    void a_lossless_picture_is_left_to_the_decoder_whose_tables_lie_in_the_heap() {
        for (String name : List.of("rgb-lossless.webp", "rgba-lossless.webp", "animated.webp")) {
            assertThat(new WebpChunks(TestFrames.file("formats/" + name)).lossy())
                    .as(name)
                    .isEmpty();
        }
    }

    @Test
    void where_there_is_no_library_java_decodes_to_nearly_the_same_pixels() throws Exception {
        byte[] webp = TestFrames.file("formats/smooth-lossy.webp");
        InputSize whole = new InputSize(96, 128);
        Picture java = new JavaReader(new FrameBounds(TestFrames.settings()), PictureEncoding.WEBP).decode(webp);
        Picture libwebp = new WebpChunks(webp).lossy().orElseThrow().decode();

        PixelDifference difference = PixelDifference.between(whole.fit(java), whole.fit(libwebp));

        assertThat(difference.largest()).isLessThanOrEqualTo(8);
        assertThat(difference.mean()).isLessThan(1);
    }

    /** As Flink does it with a job that is submitted again: the library's jar may travel with the job. */
    @Test
    void every_class_loader_loads_a_library_of_its_own() throws Exception {
        for (int submission = 0; submission < 3; submission++) {
            try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
                assertThat(Class.forName(LossyWebp.class.getName(), true, loader)
                                .getDeclaredConstructors())
                        .isNotEmpty();
                Class<?> webp = Class.forName("com.luciad.imageio.webp.WebP", true, loader);

                assertThat(webp.getMethod("loadNativeLibrary").invoke(null)).isEqualTo(true);
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX) // where a process can read what memory it has
    @Timeout(120)
    void thousands_of_damaged_pictures_neither_end_the_process_nor_leak() throws Exception {
        List<String> lines = linesOf(LibwebpSoak.class);

        assertThat(lines).contains("native: true", "answered: 6000", "both happened: true");
        assertThat(lines.get(lines.size() - 1))
                .startsWith("grown by megabytes: ")
                .satisfies(line -> assertThat(Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1)))
                        .isLessThan(LEAK_MEGABYTES));
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> url(Path.of(entry).toUri()))
                .toArray(URL[]::new);
    }

    private static URL url(URI uri) {
        try {
            return uri.toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> linesOf(Class<?> program) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-Xmx48m",
                        "-Xms48m",
                        "-XX:+UseSerialGC",
                        "-XX:+AlwaysPreTouch",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return output.lines().toList();
    }
}
