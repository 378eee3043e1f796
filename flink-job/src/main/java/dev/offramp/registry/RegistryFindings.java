package dev.offramp.registry;

import java.util.List;

/**
 * What a registry was found to have.
 *
 * @param problems why nothing can be written with it, one sentence each
 * @param mayPass  whether they are of a kind that passes by itself: somebody silent, a schema not registered yet
 */
public record RegistryFindings(KnownSchemas known, List<String> problems, boolean mayPass) {

    public RegistryFindings {
        problems = List.copyOf(problems);
    }

    /** The problems, where they pass by themselves. */
    public List<String> passing() {
        return mayPass ? problems : List.of();
    }
}
