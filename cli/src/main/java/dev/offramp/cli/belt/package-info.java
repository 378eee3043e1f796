/** Films to show the job with: clothes of Fashion-MNIST that pass under a camera. */
@NullMarked
package dev.offramp.cli.belt;

import org.jspecify.annotations.NullMarked;
