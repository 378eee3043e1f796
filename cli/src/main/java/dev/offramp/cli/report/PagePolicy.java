package dev.offramp.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.offramp.cli.page.PageFile;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** What a page in one file may do: run the scripts and bear the style that have these hashes, and load nothing. */
final class PagePolicy {

    private static final String OURS = "/dev/offramp/cli/report/";
    private static final String NOTHING_ELSE = "; base-uri 'none'; form-action 'none'";

    private PagePolicy() {}

    static String ofScripts(String style, List<String> scripts) {
        return "default-src 'none'; style-src " + hash(style) + "; script-src "
                + scripts.stream().map(PagePolicy::hash).collect(Collectors.joining(" ")) + NOTHING_ELSE;
    }

    /** With pictures that are in the page itself, and without scripts. */
    static String ofPictures(String style) {
        return "default-src 'none'; style-src " + hash(style) + "; img-src data:" + NOTHING_ELSE;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** As a browser reads it: what it hashes has no carriage returns. */
    static String plain(String text) {
        return text.replace("\r\n", "\n");
    }

    static String resource(String name) {
        return new String(PageFile.read(OURS + name), UTF_8);
    }
}
