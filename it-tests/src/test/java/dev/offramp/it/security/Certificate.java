package dev.offramp.it.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate of this machine, made for a test by the JDK's keytool.
 *
 * @param keystore PKCS#12, with the key
 * @param trusted  PEM, without
 */
record Certificate(Path keystore, String password, Path trusted) {

    static Certificate in(Path folder, String password) throws IOException, InterruptedException {
        Path keystore = folder.resolve("broker.p12");
        Path trusted = folder.resolve("ca.pem");
        keytool(
                "-genkeypair",
                keystore,
                password,
                List.of(
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1,dns:localhost",
                        "-validity",
                        "2"));
        keytool("-exportcert", keystore, password, List.of("-rfc", "-file", trusted.toString()));
        return new Certificate(keystore, password, trusted);
    }

    private static void keytool(String what, Path keystore, String password, List<String> more)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                what,
                "-alias",
                "broker",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                password));
        words.addAll(more);
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool failed: " + said);
        }
    }
}
