/** What a measurement came to: its figures and tables, on the screen, in a file, as a picture and on the page of results. */
@NullMarked
package dev.offramp.bench.report;

import org.jspecify.annotations.NullMarked;
