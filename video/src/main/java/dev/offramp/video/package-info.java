/** Reads, cuts, decodes, shrinks and writes video through FFmpeg; the only package that knows it. */
@NullMarked
package dev.offramp.video;

import org.jspecify.annotations.NullMarked;
