package dev.offramp.it.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A jar with one class of the tests in it, for a process that has none of them. */
public final class ClassJar {

    private ClassJar() {}

    /**
     * Writes it.
     *
     * @param type that needs no other class of the tests
     */
    public static Path of(Class<?> type) throws IOException {
        return of(type, new Manifest());
    }

    /** The same, with a manifest that says more. */
    public static Path of(Class<?> type, Manifest manifest) throws IOException {
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Path jar = Path.of("target", type.getSimpleName() + ".jar")
                .toAbsolutePath()
                .normalize();
        String entry = type.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream code = type.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            code.transferTo(out);
        }
        return jar;
    }
}
