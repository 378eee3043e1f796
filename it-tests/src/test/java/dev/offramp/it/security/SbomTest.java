package dev.offramp.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offramp.it.security.Sbom.Component;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the bill of materials says, against what lies there. */
class SbomTest {

    /** Neither more, such as a library of the tests, nor less. */
    @Test
    void it_has_the_libraries_of_the_command_line_and_no_others() throws Exception {
        try (Stream<Path> lib = Files.list(Path.of("../bench/target/lib"))) {
            List<String> jars = lib.map(jar -> jar.getFileName().toString()).toList();

            assertThat(jars).hasSizeGreaterThan(50);
            assertThat(Sbom.built().components()).extracting(Component::jar).containsExactlyInAnyOrderElementsOf(jars);
        }
    }

    /** Of those that say what they are: Maven leaves it in each jar that it packs. */
    @Test
    void it_has_whatever_is_inside_the_job_jar() throws Exception {
        List<String> inside = insideTheJobJar();

        assertThat(inside).contains("dev.offramp:offramp-schemas:" + version(), "org.apache.avro:avro:" + avro());
        assertThat(Sbom.built().components()).extracting(Component::coordinates).containsAll(inside);
    }

    @Test
    void each_library_has_its_licence_there() throws Exception {
        assertThat(Sbom.built().components())
                .allSatisfy(library ->
                        assertThat(library.licences()).as(library.coordinates()).isNotEmpty());
    }

    private static List<String> insideTheJobJar() throws IOException {
        try (var jars = Files.newDirectoryStream(Path.of("../flink-job/target"), "offramp-flink-job-*-job.jar");
                JarFile jar = new JarFile(jars.iterator().next().toFile())) {
            List<String> inside = new ArrayList<>();
            for (JarEntry entry : jar.stream()
                    .filter(one -> one.getName().endsWith("/pom.properties"))
                    .toList()) {
                var properties = new Properties();
                try (InputStream in = jar.getInputStream(entry)) {
                    properties.load(in);
                }
                inside.add(properties.getProperty("groupId") + ":" + properties.getProperty("artifactId") + ":"
                        + properties.getProperty("version"));
            }
            return inside;
        }
    }

    private static String version() throws IOException {
        return of("offramp-schemas").version();
    }

    private static String avro() throws IOException {
        return of("avro").version();
    }

    private static Component of(String name) throws IOException {
        return Sbom.built().components().stream()
                .filter(library -> library.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
