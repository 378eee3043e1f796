"""Published checkpoints of other people's code, turned into this zoo's networks."""
