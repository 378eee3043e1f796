package dev.offramp.kafka;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.policy.Scope;
import dev.offramp.refresh.Decision;
import dev.offramp.refresh.Order;
import dev.offramp.refresh.Role;
import dev.offramp.refresh.TaskReport;
import dev.offramp.sample.BundleId;
import dev.offramp.schema.BundleRole;
import dev.offramp.schema.BundleScope;
import dev.offramp.schema.OrderedBundle;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Records of the bundles topic, as somebody writes them and as they are read. */
final class TestBundles {

    /** Of {@link #order()}. */
    static final String KEY = "order/trial of GROUP/lobby-";

    static final String RULE = "agreement >= 98% and cost <= 1.1x for 10 min";
    static final BundleSource NEW = source("2.0.0", "ab");
    static final BundleSource OLD = source("1.0.0", "cd");

    static final Order CANARY = new Order(
            Scope.GROUP,
            "lobby-",
            true,
            Optional.of(NEW),
            Role.CANARY,
            0.05,
            OptionalLong.of(1_234),
            RULE,
            7,
            "anna",
            "a better one",
            Optional.of(OLD));

    static final Order WITHDRAWAL = new Order(
            Scope.STREAM,
            "lobby-7",
            false,
            Optional.empty(),
            Role.SERVING,
            1,
            OptionalLong.empty(),
            "",
            8,
            "",
            "",
            Optional.empty());

    static final TaskReport READY = new TaskReport(NEW, 3, "stage-2", 1, 4, Optional.empty());

    static final Decision REFUSED = new Decision(
            "trial of GROUP/lobby-",
            7,
            Optional.of(NEW),
            Decision.Outcome.REFUSED,
            0,
            "stage-2/1: no memory",
            1_700_000_000_000L);

    static final Decision ACCEPTED =
            new Decision("DEFAULT/", 9, Optional.empty(), Decision.Outcome.ACCEPTED, 1_234, "", 1_700_000_000_000L);

    private TestBundles() {}

    static BundleSource source(String version, String twoDigits) {
        return new BundleSource(
                new BundleId("fashion", version),
                twoDigits.repeat(32),
                URI.create("https://models.example.com/fashion/" + version + "/"));
    }

    /** A good one, every field set, to change. */
    static dev.offramp.schema.BundleOrder.Builder order() {
        return dev.offramp.schema.BundleOrder.newBuilder()
                .setScope(BundleScope.GROUP)
                .setTarget("lobby-")
                .setOnTrial(true)
                .setBundle(bundle(NEW))
                .setRole(BundleRole.CANARY)
                .setShare(0.05)
                .setValidFrom(Instant.ofEpochMilli(1_234))
                .setRule(RULE)
                .setVersion(7)
                .setAuthor("anna")
                .setReason("a better one")
                .setPrevious(bundle(OLD));
    }

    static OrderedBundle bundle(BundleSource source) {
        return new OrderedBundle(
                source.id().name(),
                source.id().version(),
                source.sha256(),
                source.uri().toString());
    }

    static byte[] encoded(dev.offramp.schema.BundleOrder order) {
        return SingleObject.encode(dev.offramp.schema.BundleOrder.getEncoder(), order);
    }
}
