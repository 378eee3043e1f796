package dev.offramp.job;

import static org.apache.flink.api.common.eventtime.WatermarkStrategy.noWatermarks;

import dev.offramp.admission.AdmitFunction;
import dev.offramp.admission.AdmittedFrame;
import dev.offramp.clips.ClipFunction;
import dev.offramp.frames.DecodeFunction;
import dev.offramp.frames.FrameBounds;
import dev.offramp.kafka.ConsumedRecord;
import dev.offramp.kafka.ReadPoliciesFunction;
import dev.offramp.kafka.RouteFunction;
import dev.offramp.model.LaneItem;
import dev.offramp.model.ModelSource;
import dev.offramp.policy.PolicyRecord;
import dev.offramp.refresh.Directive;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.Unanswered;
import dev.offramp.stage.InFlight;
import dev.offramp.stage.StageEngines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;

/**
 * The job as a picture.
 *
 * <pre>
 * frames -> route => admit -> decode -> stage-1 -> exit-1 -> stage-2 -> exit-2 ... -> exit-K
 *             |       ^ |        |                   |                   |             |
 *             |       | v        v                   +---------+---------+-------------+
 *             |   read-policies                                v
 *             |       ^                                      tally -> [in-order] -> encode-classifications -> classifications
 *             |       |                                        |
 *             v       |                                        v
 *          rejects  policies  <------------- steer <--------- sums -> throughput windows -> throughput
 *
 * ->  same task, same thread        =>  the one exchange, by lane, of encoded pictures
 *
 * for bundles that take clips: route => clip => admit, of which the first exchange is by stream
 * bundles change beside it: RefreshBranch
 * [in-order] is there with results.order: stream, behind a second exchange, by stream, of answers; with results.smoothing, [smooth] behind it (ResultsBranch)
 * </pre>
 */
record OfframpTopology(Endpoints io, Settings settings, StageEngines engines) {

    void drawOn(StreamExecutionEnvironment env) {
        var frames = env.fromSource(io.frames(), noWatermarks(), "frames", ConsumedRecord.TYPE)
                .uid("frames");
        var policies = env.fromSource(io.policies(), noWatermarks(), "policies", ConsumedRecord.TYPE)
                .uid("policies")
                .setParallelism(1);
        var updates = read(policies);
        var routed = route(frames);
        var samples = settings.clips().areGathered() ? gather(routed) : routed;
        var refresh =
                settings.refresh().map(to -> new RefreshBranch(io.bundles().orElseThrow(), settings, to));
        var orders = refresh.map(branch -> branch.read(env, io));
        var directives = orders.map(read -> refresh.orElseThrow().obey(read));
        var admitted = admit(samples, updates, directives);
        var prepared = refresh.map(branch -> branch.prepare(admitted));
        var decoded = decode(prepared.orElse(admitted));
        var later = refresh.map(RefreshBranch::models).orElse(ModelSource.NONE);
        var chain = StageChain.through(settings, engines, later, towardsStages(decoded));
        var counting = new ThroughputBranch(settings);
        var tallied = counting.tally(chain.answers());
        var pairs = refresh.map(branch -> counting.pair(chain.end()));
        List<SingleOutputStreamOperator<?>> shadows =
                new ArrayList<>(List.of(counting.tallyShadows(chain.agreements())));
        pairs.ifPresent(shadows::add);
        var totals = counting.sum(tallied, shadows);
        List<SingleOutputStreamOperator<?>> refusing = new ArrayList<>(List.of(routed, admitted, decoded));
        refusing.addAll(chain.operators());
        var classifications = new ResultsBranch(settings).encode(tallied, samples, refusing);
        settings.control().steering().ifPresent(goal -> new SteeringLoop(io, settings, goal).draw(totals, updates));
        var rejects = new RejectsBranch();
        List.of(routed, updates, admitted, decoded, classifications).forEach(rejects::from);
        chain.operators().forEach(rejects::from);
        orders.ifPresent(rejects::from);
        directives.ifPresent(rejects::from);
        refresh.ifPresent(branch -> branch.tell(
                directives.orElseThrow(),
                branch.analyse(orders.orElseThrow(), counting.compare(tallied, pairs.orElseThrow())),
                prepared.orElseThrow(),
                chain.stages()));

        classifications.sinkTo(io.classifications()).name("classifications").uid("classifications");
        counting.window(settings.streamsTold() > 0 ? totals.union(counting.streams(tallied)) : totals)
                .sinkTo(io.throughput())
                .name("throughput")
                .uid("throughput")
                .setParallelism(1);
        rejects.sinkTo(io.rejects());
    }

    private SingleOutputStreamOperator<EncodedFrame> route(DataStream<ConsumedRecord> frames) {
        return frames.process(
                        new RouteFunction(
                                new FrameBounds(settings.frames()),
                                settings.bundle().task(),
                                settings.bundle().classes().size(),
                                settings.maxOriginalBytes(),
                                io.schemas()),
                        EncodedFrame.TYPE)
                .name("route")
                .uid("route");
    }

    /** Several frames of a stream to one sample. */
    private SingleOutputStreamOperator<EncodedFrame> gather(SingleOutputStreamOperator<EncodedFrame> routed) {
        return routed.keyBy(frame -> frame.sample().stream(), Types.STRING)
                .connect(routed.getSideOutput(Unanswered.ENDS).keyBy(Unanswered::stream, Types.STRING))
                .process(new ClipFunction(settings.clips()), EncodedFrame.TYPE)
                .name("clip")
                .uid("clip");
    }

    private SingleOutputStreamOperator<PolicyRecord> read(DataStream<ConsumedRecord> policies) {
        return policies.process(new ReadPoliciesFunction(settings.maxOriginalBytes(), io.schemas()), PolicyRecord.TYPE)
                .name("read-policies")
                .uid("read-policies")
                .setParallelism(1);
    }

    private SingleOutputStreamOperator<LaneItem> admit(
            DataStream<EncodedFrame> samples,
            DataStream<PolicyRecord> policies,
            Optional<SingleOutputStreamOperator<Directive>> directives) {
        return StageSlots.ofDecoding(settings)
                .place(samples.keyBy(LaneKey.ofFrames(settings.partitioning()), Types.INT)
                        .connect(updates(policies, directives)
                                .broadcast(AdmitFunction.BROADCAST.toArray(MapStateDescriptor<?, ?>[]::new)))
                        .process(
                                new AdmitFunction(
                                        settings.model().served(),
                                        io.known(),
                                        settings.partitioning(),
                                        settings.maxOriginalBytes(),
                                        settings.refresh().map(Refresh::settings)),
                                AdmittedFrame.ITEM)
                        .name("admit")
                        .uid("admit"));
    }

    /** Whatever comes to all tasks of admission. */
    private static DataStream<Either<PolicyRecord, Directive>> updates(
            DataStream<PolicyRecord> policies, Optional<SingleOutputStreamOperator<Directive>> directives) {
        DataStream<Either<PolicyRecord, Directive>> updates = policies.map(OfframpTopology::update)
                .returns(AdmitFunction.updates())
                .name("spread-policies")
                .uid("spread-policies")
                .setParallelism(1);
        return directives
                .<DataStream<Either<PolicyRecord, Directive>>>map(of -> updates.union(of.map(OfframpTopology::update)
                        .returns(AdmitFunction.updates())
                        .name("spread-bundles")
                        .uid("spread-bundles")
                        .setParallelism(1)))
                .orElse(updates);
    }

    private static Either<PolicyRecord, Directive> update(PolicyRecord policy) {
        return Either.Left(policy);
    }

    private static Either<PolicyRecord, Directive> update(Directive directive) {
        return Either.Right(directive);
    }

    private SingleOutputStreamOperator<LaneItem> decode(DataStream<LaneItem> admitted) {
        return StageSlots.ofDecoding(settings)
                .place(admitted.process(
                                new DecodeFunction(
                                        settings.frames(),
                                        settings.model(),
                                        settings.frames().isApart(),
                                        settings.maxOriginalBytes()),
                                InFlight.ITEM)
                        .name("decode")
                        .uid("decode"));
    }

    /** Apart from stage 1, decoding has other subtasks than it. */
    private DataStream<LaneItem> towardsStages(DataStream<LaneItem> decoded) {
        return settings.frames().isApart()
                ? decoded.keyBy(LaneKey.ofItems(settings.partitioning()), Types.INT)
                : decoded;
    }
}
