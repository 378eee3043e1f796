package dev.offramp.cli.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Deals slots out by how much there is to do, so that the busiest part has as little as can be. */
record SlotDivision(List<Double> work) {

    SlotDivision {
        work = List.copyOf(work);
    }

    /** As many slots as there are, one to each part at least. */
    List<Integer> of(int slots) {
        List<Integer> shares = new ArrayList<>(Collections.nCopies(work.size(), 1));
        for (int dealt = work.size(); dealt < slots; dealt++) {
            int busiest = busiest(shares);
            shares.set(busiest, shares.get(busiest) + 1);
        }
        return shares;
    }

    private int busiest(List<Integer> shares) {
        int busiest = 0;
        for (int part = 1; part < work.size(); part++) {
            if (work.get(part) / shares.get(part) > work.get(busiest) / shares.get(busiest)) {
                busiest = part;
            }
        }
        return busiest;
    }
}
