package dev.offramp.kafka;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.sample.BundleId;
import java.net.URI;
import java.net.URISyntaxException;

/** Checks what records of the bundles topic have in common. */
final class BundleFields {

    /** Of any text, characters: what is longer was not written by a person, and would be kept in state for ever. */
    static final int LONGEST_TEXT = 1024;

    private static final int LONGEST_NAME = 200;

    private BundleFields() {}

    static BundleSource source(String name, String version, String sha256, String uri) throws Refusal {
        try {
            BundleId id = new BundleId(name("name", name), name("version", version));
            return new BundleSource(id, sha256, new URI(text("uri", uri)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw bad("bundle " + name + " " + version + ": " + e.getMessage());
        }
    }

    private static String name(String field, String name) throws Refusal {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw bad("a bundle's " + field + " has 1 to " + LONGEST_NAME + " characters, was " + name.length()
                    + " long");
        }
        return name;
    }

    static String text(String field, String text) throws Refusal {
        if (text.length() > LONGEST_TEXT) {
            throw bad(field + " has at most " + LONGEST_TEXT + " characters, was " + text.length() + " long");
        }
        return text;
    }

    static <E extends Enum<E>> E named(Class<E> type, String name, String field) throws Refusal {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw bad(field + " is " + name);
        }
    }

    static Refusal bad(String detail) {
        return new Refusal(RefusalReason.BAD_BUNDLE_ORDER, "bundles topic: " + detail);
    }
}
