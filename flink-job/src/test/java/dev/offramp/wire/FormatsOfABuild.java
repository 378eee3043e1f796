package dev.offramp.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;

/** The class loader of a build that lists these formats and no others. */
final class FormatsOfABuild extends ClassLoader {

    private static final String LIST = "META-INF/services/" + WireFormat.class.getName();

    private final URL list;

    /** @param folder where the list is written */
    FormatsOfABuild(Path folder, Class<?>... formats) {
        super(FormatsOfABuild.class.getClassLoader());
        try {
            Path file = Files.createTempFile(folder, "formats", ".txt");
            Files.write(file, Stream.of(formats).map(Class::getName).toList());
            list = file.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.equals(LIST) ? Collections.enumeration(List.of(list)) : super.getResources(name);
    }
}
