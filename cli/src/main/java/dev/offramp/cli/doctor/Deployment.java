package dev.offramp.cli.doctor;

import dev.offramp.cli.run.JobPlan;

/** A job whose settings are right, and the cluster that it is for. */
record Deployment(JobPlan plan, Flink flink) {}
