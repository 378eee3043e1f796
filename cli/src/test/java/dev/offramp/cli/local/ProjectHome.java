package dev.offramp.cli.local;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets commands find this project while the tests of a class run, as the launcher does. */
public final class ProjectHome implements BeforeAllCallback, AfterAllCallback {

    private static final String HOME = "offramp.home";

    @Override
    public void beforeAll(ExtensionContext context) {
        System.setProperty(HOME, "..");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        System.clearProperty(HOME);
    }
}
