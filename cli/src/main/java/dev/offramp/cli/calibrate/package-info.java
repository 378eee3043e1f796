/** The command that runs a bundle over labelled pictures and writes its calibration table. */
@NullMarked
package dev.offramp.cli.calibrate;

import org.jspecify.annotations.NullMarked;
