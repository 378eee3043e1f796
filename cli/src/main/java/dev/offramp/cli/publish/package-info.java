/** Pictures from files to a topic of frames. */
@NullMarked
package dev.offramp.cli.publish;

import org.jspecify.annotations.NullMarked;
