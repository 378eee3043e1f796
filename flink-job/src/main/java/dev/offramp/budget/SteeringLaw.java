package dev.offramp.budget;

/**
 * Holds a goal by moving along the calibrated curve. Feed-forward: the curve says what a setting of the exits costs, the
 * learnt capacity what the machines can pay. Feedback: what the samples really cost against what the curve says, what an
 * overload teaches about the capacity, and what shadows say about accuracy. Moves are damped: down at once, up only after calm
 * intervals, small ones not at all; so it does not oscillate. Not thread-safe.
 */
public final class SteeringLaw {

    /** Every disagreement is accepted. */
    public static final double ANY = 1;

    /** Share of their time that the machines are meant to be busy where they limit what is spent; whoever adds machines has to aim lower. */
    public static final double UTILISATION = 0.85;

    /** Of the latency goal, from which on a delay counts as a queue. */
    private static final double QUEUE_FROM = 0.2;
    /** Intervals in which a queue should be gone. */
    private static final double DRAIN_SECONDS = 3;

    private static final double SMALL_MOVE = 0.04;
    private static final int CALM_INTERVALS = 3;
    private static final double LARGEST_RISE = 1.6;
    private static final double TIGHTER = 1.25;
    private static final double LOOSER = 1 / 1.1;
    private static final double CORRECTION_WEIGHT = 0.3;
    private static final double LARGEST_CORRECTION = 4;
    /** Intervals that a new setting needs until all samples meet it. */
    private static final int SETTLING = 2;

    private final BudgetCurve curve;
    private final Goal goal;
    private final DriftGuard drift;
    private final boolean guarded;
    private final ArrivalRate arrivals = new ArrivalRate();
    private final CapacityModel capacity = new CapacityModel();

    private double position;
    private double floor;
    private double correction = 1;
    private int calm;
    private int settling = SETTLING;

    /**
     * Begins at the curve's dearest point.
     *
     * @param curve                of mean multiply-adds
     * @param acceptedDisagreement share of the samples that the last exit may answer otherwise; {@link #ANY} never minds
     */
    public SteeringLaw(BudgetCurve curve, Goal goal, double acceptedDisagreement) {
        this.curve = curve;
        this.goal = goal;
        this.drift = new DriftGuard(acceptedDisagreement);
        this.guarded = acceptedDisagreement < ANY;
        this.position = curve.dearest();
        this.floor = guarded ? curve.within(acceptedDisagreement) : curve.cheapest();
    }

    /** The point of the curve to be at after one more interval. */
    public CurvePoint next(Observation seen) {
        double perSecond = arrivals.with(seen);
        if (seen.samples() == 0) {
            return point();
        }
        learnCorrection(seen);
        learnDrift(seen);
        double wanted = Math.max(floor, wanted(perSecond));
        if (goal.kind() == Goal.Kind.LATENCY) {
            wanted = Math.min(wanted, affordable(seen, perSecond));
        }
        move(clamp(wanted));
        return point();
    }

    /** The point of the curve that the law is at. */
    public CurvePoint point() {
        return curve.at(position);
    }

    /**
     * The point to be at if the machines could pay it. Another than {@link #point} only where a latency is held: there alone the machines limit
     * what is spent.
     */
    public CurvePoint wished() {
        return goal.kind() == Goal.Kind.LATENCY ? curve.at(unlimited()) : point();
    }

    private double wanted(double perSecond) {
        return switch (goal.kind()) {
            case MEAN_MULTIPLY_ADDS -> goal.target() / correction;
            case MULTIPLY_ADDS_PER_SECOND -> goal.target() / perSecond / correction;
            case LATENCY -> unlimited();
            case DISAGREEMENT -> floor;
        };
    }

    private double unlimited() {
        return guarded ? floor : curve.dearest();
    }

    /** What the machines can pay at this rate, with what it takes to get rid of the queue. */
    private double affordable(Observation seen, double perSecond) {
        boolean queue = seen.delaySeconds() > QUEUE_FROM * goal.target() || seen.p95Seconds() > goal.target();
        if (queue) {
            double stageSlope = seen.slotSeconds() / seen.multiplyAdds();
            capacity.saturated(seen.meanMultiplyAdds(), 1 / seen.samplesPerSecond(), stageSlope);
        } else {
            capacity.keptUp(seen.meanMultiplyAdds(), 1 / seen.samplesPerSecond());
        }
        if (!capacity.isKnown()) {
            return curve.dearest();
        }
        double backlogSeconds = Math.max(0, seen.delaySeconds() - QUEUE_FROM * goal.target());
        double needed = perSecond * (1 + backlogSeconds / DRAIN_SECONDS) / UTILISATION;
        return capacity.affordable(needed) / correction;
    }

    /** The curve was measured on other samples; those of an interval in which the setting changed say nothing. */
    private void learnCorrection(Observation seen) {
        if (settling > 0) {
            settling--;
            return;
        }
        double newest = seen.meanMultiplyAdds() / point().meanCost();
        double bounded = Math.max(1 / LARGEST_CORRECTION, Math.min(LARGEST_CORRECTION, newest));
        correction += CORRECTION_WEIGHT * (bounded - correction);
    }

    private void learnDrift(Observation seen) {
        boolean heldBack = position < floor * (1 - SMALL_MOVE);
        if (!guarded || heldBack) {
            return; // what the machines cannot pay says nothing about what it takes
        }
        switch (drift.with(seen)) {
            case TOO_MANY -> shiftFloor(Math.max(floor, position) * TIGHTER);
            case FEW_ENOUGH -> {
                if (floor > curve.cheapest()) {
                    shiftFloor(floor * LOOSER);
                }
            }
            case OPEN -> {}
        }
    }

    private void shiftFloor(double to) {
        floor = clamp(to);
        drift.beginAnew();
    }

    private void move(double wanted) {
        if (Math.abs(wanted - position) <= SMALL_MOVE * position && wanted < curve.dearest()) {
            calm = 0;
            return;
        }
        if (wanted < position) {
            calm = 0;
            moveTo(wanted);
        } else if (wanted > position && ++calm >= CALM_INTERVALS) {
            calm = CALM_INTERVALS - 2;
            moveTo(Math.min(wanted, position * LARGEST_RISE));
        }
    }

    private void moveTo(double to) {
        CurvePoint before = point();
        position = to;
        if (!point().equals(before)) {
            settling = SETTLING;
            drift.beginAnew();
        }
    }

    private double clamp(double wanted) {
        return Math.max(curve.cheapest(), Math.min(curve.dearest(), wanted));
    }
}
