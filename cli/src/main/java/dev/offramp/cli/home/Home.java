package dev.offramp.cli.home;

import java.nio.file.Path;

/** Where the launcher found the project, and what lies in it. */
public final class Home {

    /** The bundle that ships with the project, from its root. */
    public static final String BUNDLE = "model-artifacts/bundles/fashion-mnist-branchy";

    /** The bundle for clips that ships with the project, from its root. */
    public static final String CLIP_BUNDLE = "model-artifacts/bundles/fashion-mnist-belt";

    /** The bundle for photographs that ships with the project, from its root. */
    public static final String PHOTO_BUNDLE = "model-artifacts/bundles/imagenette-mobilenetv2";

    private static final String TEST_IMAGES = "model-artifacts/data/fashion-mnist/t10k-images-idx3-ubyte.gz";

    private Home() {}

    /** The project's root. */
    public static Path folder() {
        return Path.of(System.getProperty("offramp.home", "."));
    }

    /** The bundle that ships with the project. */
    public static Path bundle() {
        return folder().resolve(BUNDLE);
    }

    /** The bundle for clips that ships with the project. */
    public static Path clipBundle() {
        return folder().resolve(CLIP_BUNDLE);
    }

    /** The bundle for photographs that ships with the project. */
    public static Path photoBundle() {
        return folder().resolve(PHOTO_BUNDLE);
    }

    /** The test images that ship with the project; their labels lie beside them. */
    public static Path testImages() {
        return folder().resolve(TEST_IMAGES);
    }
}
