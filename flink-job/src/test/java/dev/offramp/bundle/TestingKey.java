package dev.offramp.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** A new Ed25519 key, in two files as openssl would write them. */
public record TestingKey(Path secret, Path open) {

    public static TestingKey in(Path folder, String name) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return new TestingKey(
                pem(
                        folder.resolve(name + ".key"),
                        "PRIVATE KEY",
                        pair.getPrivate().getEncoded()),
                pem(
                        folder.resolve(name + ".pem"),
                        "PUBLIC KEY",
                        pair.getPublic().getEncoded()));
    }

    public TrustSettings trusted() throws IOException {
        return TrustSettings.ANY.with(TrustSettings.keys(open));
    }

    public SigningKey signing() throws IOException {
        return SigningKey.read(secret);
    }

    private static Path pem(Path file, String label, byte[] encoded) throws IOException {
        return Files.writeString(
                file,
                "-----BEGIN " + label + "-----\n"
                        + Base64.getEncoder().encodeToString(encoded) + "\n-----END " + label
                        + "-----\n");
    }
}
