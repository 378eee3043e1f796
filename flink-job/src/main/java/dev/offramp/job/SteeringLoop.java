package dev.offramp.job;

import dev.offramp.kafka.EncodePoliciesFunction;
import dev.offramp.kafka.OutgoingRecord;
import dev.offramp.policy.PolicyChange;
import dev.offramp.policy.PolicyRecord;
import dev.offramp.stage.StageSettings;
import dev.offramp.steer.StageParallelism;
import dev.offramp.steer.SteerFunction;
import dev.offramp.steer.SteerSettings;
import dev.offramp.steer.SteerWindowsOperator;
import dev.offramp.steer.SteeringPlan;
import dev.offramp.throughput.TotalsByBundle;
import dev.offramp.throughput.Window;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The loop of the picture that holds a goal: windows of its own, the law, and policies that come back by their topic. */
record SteeringLoop(Endpoints io, Settings settings, SteerSettings goal) {

    void draw(DataStream<TotalsByBundle> totals, DataStream<PolicyRecord> updates) {
        SteerWindowsOperator windows = SteerWindowsOperator.of(settings.bundle().id(), goal.interval());
        totals.transform("steer-windows", Window.TYPE, windows)
                .uid("steer-windows")
                .setParallelism(1)
                .connect(updates)
                .process(new SteerFunction(plan(), io.known()), PolicyChange.TYPE)
                .name("steer")
                .uid("steer")
                .setParallelism(1)
                .map(new EncodePoliciesFunction())
                .returns(OutgoingRecord.TYPE)
                .name("encode-policies")
                .uid("encode-policies")
                .setParallelism(1)
                .sinkTo(io.steered())
                .name("steered-policies")
                .uid("steered-policies")
                .setParallelism(1);
    }

    private SteeringPlan plan() {
        BundleCurves curves = settings.control().curves();
        return new SteeringPlan(goal, curves.curve(), curves.temperatures(), curves.served(), parallelism());
    }

    private StageParallelism parallelism() {
        return settings.placement() == Placement.COLOCATED
                ? StageParallelism.SHARED
                : new StageParallelism(settings.stages().stream()
                        .map(StageSettings::ownParallelism)
                        .toList());
    }
}
