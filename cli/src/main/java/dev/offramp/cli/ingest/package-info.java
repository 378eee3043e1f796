/** Cameras and video files to a topic of frames. */
@NullMarked
package dev.offramp.cli.ingest;

import org.jspecify.annotations.NullMarked;
