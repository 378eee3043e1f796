package dev.offramp.cli.image;

import java.util.Locale;

/** A target of {@code deploy/Dockerfile}. */
enum ImageKind {
    JOB("offramp"),
    GPU("offramp-gpu"),
    TOOLS("offramp-tools");

    private final String repository;

    ImageKind(String repository) {
        this.repository = repository;
    }

    /** What its name begins with. */
    String repository() {
        return repository;
    }

    /** As the Dockerfile calls it. */
    String target() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return target();
    }
}
