/** Which bundles serve which streams, and since when: orders, what became of them, and how a candidate compares. */
@NullMarked
package dev.offramp.refresh;

import org.jspecify.annotations.NullMarked;
