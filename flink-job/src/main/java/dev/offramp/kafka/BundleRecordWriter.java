package dev.offramp.kafka;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.refresh.BundleRecord;
import dev.offramp.refresh.Decision;
import dev.offramp.refresh.Order;
import dev.offramp.refresh.TaskReport;
import dev.offramp.schema.BundleOutcome;
import dev.offramp.schema.BundleRole;
import dev.offramp.schema.BundleScope;
import dev.offramp.schema.DecidedBundle;
import dev.offramp.schema.OrderedBundle;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From what is said of bundles to the bytes of its record; {@link BundleRecordReader} reads them. */
public final class BundleRecordWriter {

    private BundleRecordWriter() {}

    /** The value of the record; its key is {@link BundleRecord#topicKey()}. A problem or reason of the job's own that is long is cut. */
    public static byte[] write(BundleRecord record) {
        if (record instanceof Order order) {
            return SingleObject.encode(dev.offramp.schema.BundleOrder.getEncoder(), order(order));
        }
        if (record instanceof TaskReport report) {
            return SingleObject.encode(dev.offramp.schema.BundleReport.getEncoder(), report(report));
        }
        return SingleObject.encode(dev.offramp.schema.BundleDecision.getEncoder(), decision((Decision) record));
    }

    private static dev.offramp.schema.BundleOrder order(Order order) {
        return dev.offramp.schema.BundleOrder.newBuilder()
                .setScope(BundleScope.valueOf(order.scope().name()))
                .setTarget(order.target())
                .setOnTrial(order.onTrial())
                .setBundle(ordered(order.source()))
                .setRole(BundleRole.valueOf(order.role().name()))
                .setShare(order.share())
                .setValidFrom(
                        order.validFromMillis().isPresent()
                                ? Instant.ofEpochMilli(order.validFromMillis().getAsLong())
                                : null)
                .setRule(order.rule())
                .setVersion(order.version())
                .setAuthor(order.author())
                .setReason(order.reason())
                .setPrevious(ordered(order.previous()))
                .build();
    }

    private static @Nullable OrderedBundle ordered(Optional<BundleSource> source) {
        return source.map(found -> new OrderedBundle(
                        found.id().name(),
                        found.id().version(),
                        found.sha256(),
                        found.uri().toString()))
                .orElse(null);
    }

    private static dev.offramp.schema.BundleReport report(TaskReport report) {
        BundleSource source = report.source();
        return dev.offramp.schema.BundleReport.newBuilder()
                .setBundleName(source.id().name())
                .setBundleVersion(source.id().version())
                .setSha256(source.sha256())
                .setUri(source.uri().toString())
                .setRound(report.round())
                .setOperator(report.operator())
                .setSubtask(report.subtask())
                .setParallelism(report.parallelism())
                .setProblem(report.problem().map(BundleRecordWriter::cut).orElse(null))
                .build();
    }

    private static dev.offramp.schema.BundleDecision decision(Decision decision) {
        return dev.offramp.schema.BundleDecision.newBuilder()
                .setAbout(decision.about())
                .setOrder(decision.order())
                .setBundle(decision.source()
                        .map(found -> new DecidedBundle(
                                found.id().name(),
                                found.id().version(),
                                found.sha256(),
                                found.uri().toString()))
                        .orElse(null))
                .setOutcome(BundleOutcome.valueOf(decision.outcome().name()))
                .setValidFrom(decision.validFromMillis() == 0 ? null : Instant.ofEpochMilli(decision.validFromMillis()))
                .setReason(cut(decision.reason()))
                .setDecidedAt(Instant.ofEpochMilli(decision.decidedAtMillis()))
                .build();
    }

    /** A problem may quote all that a network's loader says. */
    private static String cut(String text) {
        return text.length() <= BundleFields.LONGEST_TEXT
                ? text
                : text.substring(0, BundleFields.LONGEST_TEXT - 1) + "…";
    }
}
