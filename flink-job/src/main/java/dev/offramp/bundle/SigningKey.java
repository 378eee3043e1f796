package dev.offramp.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;

/** The private half of an Ed25519 key, which signs. */
public final class SigningKey {

    private final PrivateKey key;

    private SigningKey(PrivateKey key) {
        this.key = key;
    }

    /**
     * Reads one from PEM, as {@code openssl genpkey -algorithm ed25519} writes it.
     *
     * @throws IOException where there is none in the file
     */
    public static SigningKey read(Path file) throws IOException {
        byte[] encoded = new PemFile(file).content("PRIVATE KEY");
        try {
            return new SigningKey(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException otherKey) {
            throw new IOException(file + " holds no Ed25519 key", otherKey);
        }
    }

    byte[] sign(byte[] content) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs with Ed25519", e);
        }
    }
}
