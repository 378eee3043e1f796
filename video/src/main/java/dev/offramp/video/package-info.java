/** Reads, cuts, decodes, shrinks and writes video through FFmpeg, and large JPEGs through libjpeg-turbo; the only package that knows them. */
@NullMarked
package dev.offramp.video;

import org.jspecify.annotations.NullMarked;
