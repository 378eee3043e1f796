package dev.offramp.bundle;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a file is a bundle's own: bytes on a disk inside its folder. It is looked at, never opened: a pipe would wait for ever. */
record OwnFile(Path folder, Path file) {

    /** What is wrong with it, to stand behind its name. */
    Optional<String> problem() {
        if (!file.startsWith(folder) || file.equals(folder)) {
            return Optional.of("lies outside the bundle");
        }
        for (Path part = file; !part.equals(folder); part = part.resolve("..").normalize()) {
            if (Files.isSymbolicLink(part)) {
                return Optional.of("is a link, or lies behind one; a bundle holds its files itself");
            }
        }
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return Optional.of(
                Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                        ? "is a folder, a pipe or a device, no file"
                        : "is missing");
    }
}
