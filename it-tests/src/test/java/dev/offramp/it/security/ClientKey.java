package dev.offramp.it.security;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A client's key as it stands in settings in PEM, on one line.
 *
 * @param secret what nobody may read elsewhere: the middle of the key
 */
record ClientKey(String secret, List<String> settings) {

    static ClientKey in(Path folder) throws Exception {
        Certificate certificate = Certificate.in(Files.createDirectory(folder.resolve("client")), "for-the-client");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(certificate.keystore())) {
            store.load(in, certificate.password().toCharArray());
        }
        Key key = store.getKey("broker", certificate.password().toCharArray());
        String base64 = Base64.getEncoder().encodeToString(key.getEncoded());
        String chain = Files.readString(certificate.trusted()).strip().replace("\n", "\\n");
        return new ClientKey(
                base64.substring(20, 60),
                List.of(
                        "kafka.properties.ssl.keystore.type: PEM",
                        "kafka.properties.ssl.keystore.certificate.chain: \"" + chain + "\"",
                        "kafka.properties.ssl.keystore.key: \"-----BEGIN PRIVATE KEY-----\\n" + base64
                                + "\\n-----END PRIVATE KEY-----\""));
    }
}
