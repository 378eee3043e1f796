/** A real cluster of separate processes on this machine: brokers, ZooKeeper, JobManagers, TaskManagers; and what befalls them. */
@NullMarked
package dev.offramp.cli.cluster;

import org.jspecify.annotations.NullMarked;
