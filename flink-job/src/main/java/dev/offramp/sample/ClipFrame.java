package dev.offramp.sample;

/** A frame of a clip that a later stage may look at: as it was published, or its pixels, uint8 [height, width, 3], where it is decoded. */
public sealed interface ClipFrame permits EncodedPicture, Tensor {}
