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
import dev.offramp.policy.PolicyRecord;
import dev.offramp.sample.EncodedFrame;
import dev.offramp.sample.Unanswered;
import dev.offramp.stage.InFlight;
import dev.offramp.stage.StageEngines;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

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
        var admitted = admit(samples, updates);
        var decoded = decode(admitted);
        var chain = StageChain.through(settings, engines, towardsStages(decoded));
        var counting = new ThroughputBranch(settings);
        var tallied = counting.tally(chain.answers());
        var totals = counting.sum(tallied, counting.tallyShadows(chain.agreements()));
        List<SingleOutputStreamOperator<?>> refusing = new ArrayList<>(List.of(routed, admitted, decoded));
        refusing.addAll(chain.operators());
        var classifications = new ResultsBranch(settings).encode(tallied, samples, refusing);
        settings.control().steering().ifPresent(goal -> new SteeringLoop(io, settings, goal).draw(totals, updates));
        var rejects = new RejectsBranch();
        List.of(routed, updates, admitted, decoded, classifications).forEach(rejects::from);
        chain.operators().forEach(rejects::from);

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

    private SingleOutputStreamOperator<AdmittedFrame> admit(
            DataStream<EncodedFrame> samples, DataStream<PolicyRecord> updates) {
        return StageSlots.ofDecoding(settings)
                .place(samples.keyBy(LaneKey.ofFrames(settings.partitioning()), Types.INT)
                        .connect(updates.broadcast(AdmitFunction.POLICIES, AdmitFunction.READ_UNTIL))
                        .process(
                                new AdmitFunction(
                                        settings.model().served(),
                                        io.known(),
                                        settings.partitioning(),
                                        settings.maxOriginalBytes()),
                                AdmittedFrame.TYPE)
                        .name("admit")
                        .uid("admit"));
    }

    private SingleOutputStreamOperator<InFlight> decode(DataStream<AdmittedFrame> admitted) {
        return StageSlots.ofDecoding(settings)
                .place(admitted.process(
                                new DecodeFunction(
                                        settings.frames(),
                                        settings.bundle(),
                                        settings.frames().isApart(),
                                        settings.maxOriginalBytes()),
                                InFlight.TYPE)
                        .name("decode")
                        .uid("decode"));
    }

    /** Apart from stage 1, decoding has other subtasks than it. */
    private DataStream<InFlight> towardsStages(DataStream<InFlight> decoded) {
        return settings.frames().isApart()
                ? decoded.keyBy(LaneKey.ofSamples(settings.partitioning()), Types.INT)
                : decoded;
    }
}
