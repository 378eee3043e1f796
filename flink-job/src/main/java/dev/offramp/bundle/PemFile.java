package dev.offramp.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A key on disk as openssl writes it: base64 between a line that begins it and one that ends it. */
record PemFile(Path file) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    /**
     * What stands under a label.
     *
     * @throws IOException where the file cannot be read or holds no such thing; its message tells nothing of what is in it
     */
    byte[] content(String label) throws IOException {
        Matcher blocks = BLOCK.matcher(new String(Files.readAllBytes(file), UTF_8));
        String found = "";
        while (blocks.find()) {
            if (blocks.group(1).equals(label)) {
                return decoded(blocks.group(2), label);
            }
            found = ", but a " + blocks.group(1);
        }
        throw new IOException(file + " holds no " + label + " in PEM" + found);
    }

    private byte[] decoded(String base64, String label) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException noBase64) {
            throw new IOException(file + " holds a " + label + " that is no base64");
        }
    }
}
