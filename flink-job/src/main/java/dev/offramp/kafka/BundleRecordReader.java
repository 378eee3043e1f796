package dev.offramp.kafka;

import dev.offramp.bundle.store.BundleSource;
import dev.offramp.refresh.BundleRecord;
import dev.offramp.refresh.Decision;
import dev.offramp.refresh.TaskReport;
import dev.offramp.registry.WriterSchemas;
import dev.offramp.rejects.Refusal;
import dev.offramp.rejects.RefusalReason;
import dev.offramp.schema.DecidedBundle;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** From a record of the bundles topic to what it says, or why it says nothing. */
final class BundleRecordReader {

    /** Of the records on the topic; what says to be none of the others has to be an order. */
    private enum Kind {
        ORDER,
        REPORT,
        DECISION
    }

    private final RecordKinds<Kind> kinds;
    private final SingleObjectReader<dev.offramp.schema.BundleOrder> orders;
    private final SingleObjectReader<dev.offramp.schema.BundleReport> reports;
    private final SingleObjectReader<dev.offramp.schema.BundleDecision> decisions;

    BundleRecordReader(WriterSchemas registry) {
        Map<Class<? extends SpecificRecord>, Kind> told = Map.of(
                dev.offramp.schema.BundleReport.class, Kind.REPORT,
                dev.offramp.schema.BundleDecision.class, Kind.DECISION);
        this.kinds = new RecordKinds<>(registry, told, Kind.ORDER);
        this.orders = new SingleObjectReader<>(dev.offramp.schema.BundleOrder.class, registry);
        this.reports = new SingleObjectReader<>(dev.offramp.schema.BundleReport.class, registry);
        this.decisions = new SingleObjectReader<>(dev.offramp.schema.BundleDecision.class, registry);
    }

    /** What a record says; empty where it has no value, which takes an old one off the topic and changes nothing. */
    Optional<BundleRecord> read(ConsumedRecord record) throws Refusal {
        if (record.isTombstone()) {
            return Optional.empty();
        }
        BundleRecord said = said(record.value());
        checkKey(record, said);
        return Optional.of(said);
    }

    private BundleRecord said(byte[] value) throws Refusal {
        return switch (kinds.of(value)) {
            case ORDER -> BundleOrderReader.read(orders.read(value));
            case REPORT -> report(reports.read(value));
            case DECISION -> decision(decisions.read(value));
        };
    }

    private static TaskReport report(dev.offramp.schema.BundleReport report) throws Refusal {
        return new TaskReport(
                BundleFields.source(
                        report.getBundleName(), report.getBundleVersion(), report.getSha256(), report.getUri()),
                report.getRound(),
                BundleFields.text("operator", report.getOperator()),
                report.getSubtask(),
                report.getParallelism(),
                report.getProblem() == null
                        ? Optional.empty()
                        : Optional.of(BundleFields.text("problem", report.getProblem())));
    }

    private static Decision decision(dev.offramp.schema.BundleDecision decision) throws Refusal {
        return new Decision(
                BundleFields.text("about", decision.getAbout()),
                decision.getOrder(),
                source(decision.getBundle()),
                BundleFields.named(Decision.Outcome.class, decision.getOutcome().name(), "outcome"),
                millis(decision.getValidFrom()),
                BundleFields.text("reason", decision.getReason()),
                decision.getDecidedAt().toEpochMilli());
    }

    private static Optional<BundleSource> source(@Nullable DecidedBundle bundle) throws Refusal {
        return bundle == null
                ? Optional.empty()
                : Optional.of(BundleFields.source(
                        bundle.getName(), bundle.getVersion(), bundle.getSha256(), bundle.getUri()));
    }

    private static long millis(@Nullable Instant instant) {
        return instant == null ? 0 : instant.toEpochMilli();
    }

    /** Compaction goes by the key: under a wrong one a record would replace that of somebody else. */
    private static void checkKey(ConsumedRecord record, BundleRecord said) throws Refusal {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (!key.equals(said.topicKey())) {
            throw new Refusal(
                    RefusalReason.KEY_MISMATCH,
                    "the key is '" + key + "', the record's key is '" + said.topicKey() + "'");
        }
    }
}
