/** Charts as files, in one style for all commands. */
@NullMarked
package dev.offramp.cli.picture;

import org.jspecify.annotations.NullMarked;
