package dev.offramp.cli.report;

/** In which forms a report is written; on the command line as here, in any case. */
enum Format {
    HTML,
    MD,
    CSV,
    PNG
}
