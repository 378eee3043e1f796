package dev.offramp.cli.read;

/** How records are written. */
enum OutputFormat {
    TEXT,
    JSON,
    CSV,
    AVRO;

    /** Whether it is for people, who want no bytes. */
    boolean hasChoiceOfBytes() {
        return this == JSON || this == CSV;
    }
}
