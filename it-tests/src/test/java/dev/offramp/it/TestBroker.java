package dev.offramp.it;

import dev.offramp.cli.broker.EmbeddedBroker;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A broker for all tests of a class. */
public final class TestBroker implements BeforeAllCallback, AfterAllCallback {

    private @Nullable EmbeddedBroker broker;

    @Override
    public void beforeAll(ExtensionContext context) {
        broker = EmbeddedBroker.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        running().close();
    }

    public EmbeddedBroker running() {
        return Objects.requireNonNull(broker, "the broker runs while a class of tests does");
    }
}
