package dev.offramp.bundle.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.BundleException;
import dev.offramp.bundle.BundleSignature;
import dev.offramp.bundle.Digest;
import dev.offramp.bundle.TrustedKey;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fetches one bundle: its manifest, its signature, and then, where it is signed as it must be, every file that the manifest names. */
final class Fetch {

    private static final ObjectMapper JSON = new ObjectMapper();
    static final long LARGEST_MANIFEST = 4L << 20;
    private static final int SIGNATURE = 64;

    private final BundleSource source;
    private final List<TrustedKey> keys;
    private final Transfer transfer;
    private long left;

    Fetch(BundleSource source, FetchSettings settings, List<TrustedKey> keys) {
        this.source = source;
        this.keys = keys;
        this.transfer = new Transfer(readingOf(source.uri(), settings), settings.patience());
        this.left = settings.most();
    }

    static Reading readingOf(URI uri, FetchSettings settings) {
        return uri.getScheme().startsWith("http") ? new WebReading(settings.patience()) : new FileReading();
    }

    /** @param folder that may have some of it from an earlier attempt */
    void into(Path folder) throws BundleException, IOException {
        file(Bundle.MANIFEST, folder, source.sha256(), Math.min(left, LARGEST_MANIFEST));
        if (!keys.isEmpty()) {
            signature(folder);
        }
        for (Map.Entry<String, String> file : named(source, folder).entrySet()) {
            file(file.getKey(), folder, file.getValue(), left);
        }
    }

    private void file(String name, Path folder, String sha256, long most) throws BundleException, IOException {
        Path target = BundleSource.isName(name) ? folder.resolve(name).normalize() : folder;
        if (!target.startsWith(folder) || target.equals(folder)) {
            throw BundleException.of("bundle " + source + ": file " + name
                    + " lies outside the bundle, or has a name that is not of letters, digits, '.', '_', '+' and '-'");
        }
        Files.createDirectories(target.resolveSibling("."));
        try {
            left -= transfer.copy(source.file(name), target, sha256, most);
        } catch (FileNotFoundException e) {
            throw BundleException.of("bundle " + source + ": file " + name + " is not there: " + e.getMessage());
        }
    }

    private void signature(Path folder) throws BundleException, IOException {
        Path file = folder.resolve(BundleSignature.FILE);
        try {
            Files.deleteIfExists(file); // of an earlier attempt
            transfer.append(source.file(BundleSignature.FILE), file, new RunningDigest(), SIGNATURE);
        } catch (FileNotFoundException e) {
            throw BundleException.of("bundle " + source + " is not signed: " + e.getMessage());
        }
        if (new BundleSignature(folder).signer(keys).isEmpty()) {
            throw BundleException.of("bundle " + source + " is signed by none of the keys of bundle.keys");
        }
    }

    /** Whether the manifest is there as the source says. */
    static boolean hasManifest(BundleSource source, Path folder) throws IOException {
        try {
            return Digest.sha256(folder.resolve(Bundle.MANIFEST)).equals(source.sha256());
        } catch (NoSuchFileException missing) {
            return false;
        }
    }

    /** Whether every file is there as the manifest says, and the manifest as the source does. */
    static boolean isWhole(BundleSource source, Path folder) throws IOException {
        if (!hasManifest(source, folder)) {
            return false;
        }
        try {
            for (Map.Entry<String, String> file : named(source, folder).entrySet()) {
                if (!Digest.sha256(folder.resolve(file.getKey())).equals(file.getValue())) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException | BundleException damaged) {
            return false;
        }
    }

    /** Every file that the manifest names anywhere, with its digest. */
    private static Map<String, String> named(BundleSource source, Path folder) throws BundleException, IOException {
        Map<String, String> files = new TreeMap<>();
        try {
            for (JsonNode part :
                    JSON.readTree(folder.resolve(Bundle.MANIFEST).toFile()).findParents("sha256")) {
                if (part.path("file").isTextual()) {
                    files.put(part.get("file").asText(), part.get("sha256").asText());
                }
            }
        } catch (JacksonException e) {
            throw BundleException.of("bundle " + source + ": manifest.json is not JSON");
        }
        return files;
    }
}
