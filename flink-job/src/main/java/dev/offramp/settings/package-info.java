/** The checks that settings of several packages have in common. */
@NullMarked
package dev.offramp.settings;

import org.jspecify.annotations.NullMarked;
