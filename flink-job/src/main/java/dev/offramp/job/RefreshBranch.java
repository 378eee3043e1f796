package dev.offramp.job;

import static org.apache.flink.api.common.eventtime.WatermarkStrategy.noWatermarks;

import dev.offramp.admission.AdmittedFrame;
import dev.offramp.admission.PrepareOperator;
import dev.offramp.kafka.ConsumedRecord;
import dev.offramp.kafka.EncodeBundlesFunction;
import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.kafka.ReadBundlesFunction;
import dev.offramp.model.LaneItem;
import dev.offramp.model.ModelSource;
import dev.offramp.refresh.BundleRecord;
import dev.offramp.refresh.CanaryAnalysisOperator;
import dev.offramp.refresh.Decision;
import dev.offramp.refresh.Directive;
import dev.offramp.refresh.Home;
import dev.offramp.refresh.OrderRules;
import dev.offramp.refresh.PlacedRecord;
import dev.offramp.refresh.RefreshOperator;
import dev.offramp.refresh.SideWindow;
import dev.offramp.refresh.TaskReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The loop of the picture that changes bundles; it closes by its topic:
 *
 * <pre>
 * bundles -> read-bundles -> refresh => admit -> prepare -> decode -> stage-1 ... -> tally -> compare
 *    ^            |             |                   |                    |                       |
 *    |            |             v decisions         v reports            v reports               |
 *    +------- encode-bundles <--+-------------------+--------------------+                       |
 *                 |             ^ orders                                                         |
 *                 +-----> canary-analysis <------------------------------------------------------+
 *
 * shadows: exit-K -> pair-shadows -> tally-pairs -> compare-pairs, which go where tally and compare go
 * </pre>
 */
record RefreshBranch(Endpoints.Bundles ends, Settings settings, Refresh refresh) {

    /** With tasks that are told of a bundle: a large one comes from far away, and slowly. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** Reports are rare, and each of these edges is woken so often, as those of rejects. */
    static final long BUFFER_TIMEOUT_MILLIS = 500;

    /** Of what rules compare: every whole second can be the end of a rule's time, and windows are few and small. */
    static final Duration COMPARE_PERIOD = Duration.ofSeconds(1);

    /** What the topic says. */
    SingleOutputStreamOperator<PlacedRecord> read(StreamExecutionEnvironment env, Endpoints io) {
        return env.fromSource(ends.source(), noWatermarks(), "bundles", ConsumedRecord.TYPE)
                .uid("bundles")
                .setParallelism(1)
                .process(new ReadBundlesFunction(settings.maxOriginalBytes(), io.schemas()), PlacedRecord.TYPE)
                .name("read-bundles")
                .uid("read-bundles")
                .forceNonParallel();
    }

    /** What admission is to do. */
    SingleOutputStreamOperator<Directive> obey(DataStream<PlacedRecord> orders) {
        Home home = new Home(settings.bundle().id(), refresh.sha256());
        return orders.transform("refresh", Directive.TYPE, new RefreshOperator(home, rules(), models()))
                .uid("refresh")
                .forceNonParallel();
    }

    /** What rules order, by what bundles did. */
    DataStream<BundleRecord> analyse(DataStream<PlacedRecord> orders, DataStream<SideWindow> seen) {
        return orders.connect(seen)
                .transform(
                        "canary-analysis",
                        BundleRecord.TYPE,
                        new CanaryAnalysisOperator(settings.bundle().id(), COMPARE_PERIOD.toMillis()))
                .uid("canary-analysis")
                .forceNonParallel();
    }

    private OrderRules rules() {
        List<String> operators = new ArrayList<>(List.of(PrepareOperator.REPORTS_FOR));
        for (int stage = 1; stage <= settings.stages().size(); stage++) {
            operators.add("stage-" + stage);
        }
        return new OrderRules(
                operators,
                PATIENCE.toMillis(),
                refresh.settings().switchLead().toMillis(),
                refresh.settings().grace().toMillis());
    }

    /** Opens bundles for the tasks of a lane. */
    ModelSource models() {
        return new StoredModels(refresh, settings.bundle(), settings.precision().precision(), settings.stages());
    }

    /** Reports for decoding, in its task. */
    SingleOutputStreamOperator<LaneItem> prepare(DataStream<LaneItem> admitted) {
        return StageSlots.ofDecoding(settings)
                .place(admitted.transform(
                                "prepare",
                                AdmittedFrame.ITEM,
                                new PrepareOperator(settings.bundle().id(), models()))
                        .uid("prepare"));
    }

    /** Decisions, what rules order, and the reports of those that were told go back to the topic. */
    void tell(
            SingleOutputStreamOperator<Directive> directives,
            DataStream<BundleRecord> ordered,
            SingleOutputStreamOperator<?> prepared,
            List<SingleOutputStreamOperator<?>> stages) {
        DataStream<BundleRecord> all =
                directives.getSideOutput(Decision.DECISIONS).union(ordered, reports(prepared));
        for (SingleOutputStreamOperator<?> one : stages) {
            all = all.union(reports(one));
        }
        all.map(new EncodeBundlesFunction())
                .returns(OutgoingRecord.TYPE)
                .name("encode-bundles")
                .uid("encode-bundles")
                .setParallelism(1)
                .sinkTo(ends.sink())
                .name("told-bundles")
                .uid("told-bundles")
                .setParallelism(1);
    }

    private static DataStream<BundleRecord> reports(SingleOutputStreamOperator<?> operator) {
        String name = "reports-of-" + operator.getName();
        return operator.getSideOutput(TaskReport.REPORTS)
                .<BundleRecord>map(report -> report)
                .returns(BundleRecord.TYPE)
                .name(name)
                .uid(name)
                .setParallelism(operator.getParallelism())
                .setBufferTimeout(BUFFER_TIMEOUT_MILLIS);
    }
}
