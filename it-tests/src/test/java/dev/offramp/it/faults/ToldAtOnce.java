package dev.offramp.it.faults;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Prints a failure when it happens: Maven keeps it until the last test of the class, which may be an hour later. */
final class ToldAtOnce implements TestWatcher {

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        System.out.println(context.getDisplayName() + " FAILED: " + cause);
    }
}
