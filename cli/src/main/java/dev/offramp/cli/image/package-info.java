/** Container images of the job and of the commands. */
@NullMarked
package dev.offramp.cli.image;

import org.jspecify.annotations.NullMarked;
