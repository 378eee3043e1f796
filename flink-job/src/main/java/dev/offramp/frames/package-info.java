/** Turns an encoded frame into pixels, purely, or says why not. */
@NullMarked
package dev.offramp.frames;

import org.jspecify.annotations.NullMarked;
