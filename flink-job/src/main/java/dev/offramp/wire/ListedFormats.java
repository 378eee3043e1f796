package dev.offramp.wire;

import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;

/** The formats that a job jar lists in {@code META-INF/services}, by id: how a savepoint finds its formats again. */
final class ListedFormats {

    private final List<WireFormat<?>> formats;

    private ListedFormats(List<WireFormat<?>> formats) {
        this.formats = formats;
    }

    /** Those that this class loader, a job's own, can see. */
    static ListedFormats of(ClassLoader classLoader) {
        return new ListedFormats(ServiceLoader.load(WireFormat.class, classLoader).stream()
                .<WireFormat<?>>map(ServiceLoader.Provider::get)
                .toList());
    }

    /**
     * The one format of this id.
     *
     * @throws IOException where none has it, or more than one
     */
    WireFormat<?> named(String id) throws IOException {
        List<WireFormat<?>> named =
                formats.stream().filter(format -> format.id().equals(id)).toList();
        if (named.size() != 1) {
            throw new IOException("the savepoint holds values of " + id + ", and this build has " + named.size()
                    + " formats of that id; it has " + ids());
        }
        return named.get(0);
    }

    private List<String> ids() {
        return formats.stream().map(WireFormat::id).sorted().toList();
    }
}
