package dev.offramp.cli.broker;

import dev.offramp.cli.terminal.CommandFailure;
import dev.offramp.registry.KnownSchemas;
import dev.offramp.registry.RegistryClient;
import dev.offramp.registry.RegistryFindings;
import dev.offramp.registry.RegistrySettings;
import dev.offramp.registry.Subject;
import dev.offramp.registry.WrittenForm;
import java.util.List;

/** Asks a registry, before anything is written, for the schemas of what will be. */
public final class RegisteredForm {

    private RegisteredForm() {}

    /** The form in which such records are written; fails with one line where the registry is away or does not have their schemas. */
    public static WrittenForm of(RegistrySettings registry, List<Subject> written) {
        RegistryFindings found = KnownSchemas.ask(registry, written, List.of(), RegistryClient.PATIENCE);
        if (!found.problems().isEmpty()) {
            throw new CommandFailure(String.join("; ", found.problems()));
        }
        return found.known().form();
    }
}
