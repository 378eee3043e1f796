package dev.offramp.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The signature of a bundle: 64 bytes in {@code manifest.sig}, made by Ed25519 of the manifest's bytes. As the manifest has the digest of
 * every file, it is of those too.
 *
 * @param folder of the bundle, absolute and normalised
 */
public record BundleSignature(Path folder) {

    /** Beside the manifest. */
    public static final String FILE = "manifest.sig";

    /** Signs the manifest as it is, in place of the signature that is there. */
    public void write(SigningKey key) throws IOException {
        byte[] manifest = Files.readAllBytes(folder.resolve(Bundle.MANIFEST));
        Files.write(folder.resolve(FILE), key.sign(manifest));
    }

    /** Whether there is one, good or not. */
    public boolean isThere() {
        return Files.exists(folder.resolve(FILE));
    }

    /** The first of these keys that signed the manifest as it is; empty where none did. */
    public Optional<TrustedKey> signer(List<TrustedKey> keys) throws IOException {
        byte[] manifest = Files.readAllBytes(folder.resolve(Bundle.MANIFEST));
        byte[] signature = Files.readAllBytes(folder.resolve(FILE));
        return keys.stream().filter(key -> key.signed(manifest, signature)).findFirst();
    }

    /** Why the manifest is not to be believed, where keys are configured. */
    Optional<String> problem(byte[] manifest, List<TrustedKey> keys) {
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        Path file = folder.resolve(FILE);
        Optional<String> foreign = new OwnFile(folder, file).problem();
        if (foreign.isPresent()) {
            return Optional.of("it is not signed, and " + TrustOptions.KEYS.key() + " wants it signed: " + FILE + " "
                    + foreign.get());
        }
        try {
            byte[] signature = Files.readAllBytes(file);
            return keys.stream().anyMatch(key -> key.signed(manifest, signature))
                    ? Optional.empty()
                    : Optional.of(FILE + " is no signature of manifest.json as it is by any key of "
                            + TrustOptions.KEYS.key() + " (" + names(keys)
                            + "): one of both was altered, or another key signed");
        } catch (IOException e) {
            return Optional.of(FILE + " cannot be read: " + e.getMessage());
        }
    }

    private static String names(List<TrustedKey> keys) {
        return String.join(", ", keys.stream().map(TrustedKey::file).toList());
    }
}
