package dev.offramp.it.faults;

import dev.offramp.it.load.OutsideCount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What faults did, as a page in Markdown, and line by line on the way. */
final class FaultReport implements AutoCloseable {

    private final Path file;
    private final List<String> lines = new ArrayList<>();

    FaultReport(Path file) {
        this.file = file;
        lines.add(Aftermath.HEAD.strip());
    }

    void add(Aftermath aftermath) {
        add(aftermath.toString());
    }

    /** The last count. */
    void add(OutsideCount count) {
        add("\n" + told(count));
    }

    /** A count behind a fault, which the page leaves out. */
    void tell(OutsideCount count) {
        System.out.println(told(count));
    }

    private static String told(OutsideCount count) {
        return String.format(
                "%d frames: %d answered or refused once, %d lost, %d more than once, %d records in open transactions.",
                count.frames(), count.once(), count.lost(), count.several(), count.open());
    }

    private void add(String line) {
        lines.add(line);
        System.out.println(line); // it takes long, and somebody waits
    }

    @Override
    public void close() {
        try {
            Files.write(file, lines);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
