package dev.offramp.bundle;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;

/**
 * The public half of an Ed25519 key, whose signatures are believed.
 *
 * @param file that it was read from
 */
public record TrustedKey(String file, PublicKey key) implements Serializable {

    private static final int SIGNATURE_BYTES = 64;

    /**
     * Reads one from PEM, as {@code openssl pkey -pubout} writes it.
     *
     * @throws IOException where there is none in the file
     */
    public static TrustedKey read(Path file) throws IOException {
        byte[] encoded = new PemFile(file).content("PUBLIC KEY");
        try {
            return new TrustedKey(
                    file.toString(), KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException otherKey) {
            throw new IOException(file + " holds no Ed25519 key", otherKey);
        }
    }

    boolean signed(byte[] content, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) { // the JDK overlooks what stands behind them
            return false;
        }
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(content);
            return check.verify(signature);
        } catch (SignatureException noSignature) { // of a form that none has
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK verifies Ed25519", e);
        }
    }
}
