/** Signs model bundles, and says of one whether it is whole and whose it is. */
@NullMarked
package dev.offramp.cli.bundle;

import org.jspecify.annotations.NullMarked;
