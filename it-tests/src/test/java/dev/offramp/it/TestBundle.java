package dev.offramp.it;

import java.nio.file.Path;

/** The shipped bundle of the demo. */
public final class TestBundle {

    public static final Path FOLDER = Path.of("../model-artifacts/bundles/fashion-mnist-branchy");

    private TestBundle() {}
}
