/** The topics of a job, as a person or a program reads them: text, JSON, CSV and Avro files. */
@NullMarked
package dev.offramp.cli.read;

import org.jspecify.annotations.NullMarked;
