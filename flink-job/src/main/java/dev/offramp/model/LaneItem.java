package dev.offramp.model;

import dev.offramp.sample.Partitioning;

/** What goes along a lane: a sample on its way, or news of a bundle for the tasks that the samples behind it will meet. */
public interface LaneItem {

    /** The Flink key of its lane. */
    int key(Partitioning partitioning);
}
