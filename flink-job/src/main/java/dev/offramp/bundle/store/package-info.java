/** Fetches bundles from elsewhere into a folder of this machine. */
@NullMarked
package dev.offramp.bundle.store;

import org.jspecify.annotations.NullMarked;
