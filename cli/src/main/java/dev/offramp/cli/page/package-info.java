/** What the console's page and the report are made of alike: one code for their charts, one style. */
@NullMarked
package dev.offramp.cli.page;

import org.jspecify.annotations.NullMarked;
