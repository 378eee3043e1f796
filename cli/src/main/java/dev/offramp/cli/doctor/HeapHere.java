package dev.offramp.cli.doctor;

import dev.offramp.cli.run.JobPlan;
import dev.offramp.cli.run.LocalHeap;
import org.apache.flink.configuration.CoreOptions;

/** Whether the largest pictures fit the heap of this process, where the job would run in it. */
final class HeapHere implements Check<JobPlan> {

    @Override
    public String name() {
        return "memory here";
    }

    @Override
    public void examine(JobPlan plan, Findings findings) {
        int slots = plan.config()
                .getOptional(CoreOptions.DEFAULT_PARALLELISM)
                .orElse(Runtime.getRuntime().availableProcessors());
        LocalHeap heap = LocalHeap.ofThisProcess(slots);
        heap.problem(plan.settings().frames()).ifPresent(problem -> findings.wrong(problem, ""));
        findings.okOtherwise("the largest pictures fit a heap of " + Bytes.spoken(heap.bytes()) + " in " + heap.slots()
                + " slots; no --cluster is given, so the job would run in this process");
    }
}
