package dev.offramp.refresh;

import java.io.Serializable;
import java.util.List;

/**
 * What a job goes by when it is given orders.
 *
 * @param operators      all tasks of which must have a bundle ready
 * @param patienceMillis with tasks that do not report
 * @param leadMillis     from the decision to the event time from which it holds, where the order names none
 * @param graceMillis    that a bundle stays after its last order was replaced, for samples that come late
 */
public record OrderRules(List<String> operators, long patienceMillis, long leadMillis, long graceMillis)
        implements Serializable {

    public OrderRules {
        operators = List.copyOf(operators);
    }
}
