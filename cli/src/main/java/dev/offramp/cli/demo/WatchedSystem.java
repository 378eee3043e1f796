package dev.offramp.cli.demo;

import dev.offramp.cli.console.Console;
import dev.offramp.cli.local.LocalSystem;
import java.util.Optional;

/** A system of the demo's own, with the live page about it where one is wanted. */
record WatchedSystem(LocalSystem system, Optional<Console> console) implements AutoCloseable {

    @Override
    public void close() {
        try {
            console.ifPresent(Console::close);
        } finally {
            system.close();
        }
    }
}
