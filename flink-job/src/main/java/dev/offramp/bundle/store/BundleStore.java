package dev.offramp.bundle.store;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.TrustSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Bundles that were fetched to this machine, each in a folder that has the digest of its manifest for a name: what is there is what was
 * asked for, and needs its source no more. Processes may share the folder.
 */
public final class BundleStore {

    private static final Duration AGAIN = Duration.ofMillis(100);

    private final Path folder;
    private final FetchSettings settings;
    private final TrustSettings trust;

    /**
     * A store in a folder, which is made where it is missing.
     *
     * @param settings say where bundles may come from
     * @param trust    says which keys must have signed them
     */
    public BundleStore(Path folder, FetchSettings settings, TrustSettings trust) {
        this.folder = folder.toAbsolutePath().normalize();
        this.settings = settings;
        this.trust = new TrustSettings(List.of(), trust.keys());
    }

    /**
     * The bundle, which is fetched where it is not there. One that was damaged since is fetched again.
     *
     * @throws BundleException where it cannot be served, whoever asks again
     * @throws IOException     where its source or the disk fails; it is worth another attempt
     */
    public synchronized Bundle open(BundleSource source) throws BundleException, IOException {
        Path home = folder.resolve(source.sha256());
        if (!Fetch.hasManifest(source, home)) {
            fetch(source, home);
            return checked(home, source);
        }
        try {
            return checked(home, source);
        } catch (BundleException refused) { // damaged since, or not to be served however often it is fetched
            if (Fetch.isWhole(source, home)) {
                throw refused;
            }
            fetch(source, home);
            return checked(home, source);
        }
    }

    /** Opens what is there, which reads every file that is served and compares its digest. */
    private Bundle checked(Path home, BundleSource source) throws BundleException {
        Bundle bundle = Bundle.open(home, trust);
        if (!bundle.id().equals(source.id())) {
            throw BundleException.of("bundle " + source + " calls itself " + bundle.id());
        }
        return bundle;
    }

    private void fetch(BundleSource source, Path home) throws BundleException, IOException {
        if (!settings.allow(source.uri())) {
            throw BundleException.of("bundle " + source + " comes from none of the places that bundles may come from: "
                    + settings.sources());
        }
        Files.createDirectories(folder);
        Path lock = folder.resolve(source.sha256() + ".lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock unused = lock(channel)) {
            if (!Fetch.isWhole(source, home)) { // another process may have been faster
                delete(home);
                Path part = Files.createDirectories(folder.resolve(source.sha256() + ".part"));
                new Fetch(source, settings, trust.keys()).into(part);
                Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (Transfer.Altered e) {
            throw BundleException.of("bundle " + source + ": " + e.getMessage());
        }
    }

    /** Waits for other processes, and for other tasks of this one, whom a lock of a file does not keep apart. */
    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException held) {
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(AGAIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("nobody wants the bundle any more");
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> content;
        try (Stream<Path> files = Files.walk(folder)) {
            content = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : content) {
            Files.delete(path);
        }
    }
}
