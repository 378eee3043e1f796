package dev.offramp.it;

import dev.offramp.bundle.Bundle;
import dev.offramp.bundle.Digest;
import dev.offramp.bundle.store.BundleSource;
import dev.offramp.policy.Scope;
import dev.offramp.refresh.Order;
import dev.offramp.refresh.Role;
import dev.offramp.sample.BundleId;
import dev.offramp.schema.BundleDecision;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Orders of bundles that lie in folders here, jobs that obey them, and what those decide. */
public final class TestOrders {

    private TestOrders() {}

    /** Of a job that obeys orders. */
    public static Map<String, String> settings(TestTopics topics, Path cache, Bundle largest) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bundles-topic", topics.name("bundles"));
        settings.put("bundle.sources", folder(TestBundle.FOLDER.getParent()) + ";" + folder(cache));
        settings.put("bundle.cache", cache.resolve("cache").toString());
        settings.put("bundle.grace", "1 min");
        settings.put("job.max-stages", Integer.toString(largest.stages().size()));
        return settings;
    }

    /** What became of an order, once it is decided. */
    public static BundleDecision decision(TestTopics topics, long order) {
        return topics.decisions(all -> all.stream().anyMatch(decision -> decision.getOrder() == order)).stream()
                .filter(decision -> decision.getOrder() == order)
                .findFirst()
                .orElseThrow();
    }

    /** Everybody meets the bundle in a folder. */
    public static Order order(long version, Path folder, OptionalLong validFrom) throws Exception {
        return order(version, folder, Digest.sha256(folder.resolve(Bundle.MANIFEST)), validFrom);
    }

    /** The same, of what is perhaps no bundle. */
    static Order order(long version, Path folder, String sha256, OptionalLong validFrom) throws Exception {
        BundleId id = Files.exists(folder) && !folder.endsWith("altered")
                ? Bundle.open(folder).id()
                : new BundleId(folder.getFileName().toString(), "1.0.0");
        return new Order(
                Scope.DEFAULT,
                "",
                false,
                Optional.of(new BundleSource(id, sha256, URI.create(folder(folder)))),
                Role.SERVING,
                1,
                validFrom,
                "",
                version,
                "tests",
                "",
                Optional.empty());
    }

    private static String folder(Path path) {
        String uri = path.toAbsolutePath().normalize().toUri().toString();
        return uri.endsWith("/") ? uri : uri + "/";
    }
}
