package dev.offramp.it.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The jar that goes to a cluster, as the build has packaged it. */
record JobJar(Path path) {

    static JobJar packaged() throws IOException {
        try (var files = Files.newDirectoryStream(Path.of("../flink-job/target"), "offramp-flink-job-*-job.jar")) {
            for (Path file : files) {
                return new JobJar(file);
            }
            throw new AssertionError("there is no job jar in flink-job/target; build it: mvn -DskipTests package");
        }
    }

    List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            return jar.stream().map(ZipEntry::getName).toList();
        }
    }

    String text(String entry) throws IOException {
        try (JarFile jar = new JarFile(path.toFile());
                InputStream in = jar.getInputStream(jar.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
