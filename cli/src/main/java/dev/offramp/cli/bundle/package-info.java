/** Signs model bundles, says of one whether it is whole and whose it is, and orders which ones a running job serves. */
@NullMarked
package dev.offramp.cli.bundle;

import org.jspecify.annotations.NullMarked;
