package dev.coldstart.runner.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The order of a mix: rounds in which each request comes as often as its weight says, each shuffled anew. */
final class Mix {

    private final List<Wanted> round = new ArrayList<>();
    private final Random random;
    private int next;

    Mix(List<Wanted> requests, long seed) {
        requests.forEach(request -> round.addAll(Collections.nCopies(request.weight(), request)));
        this.random = new Random(seed);
        this.next = round.size();
    }

    Wanted next() {
        if (round.size() > 1 && next >= round.size()) {
            Collections.shuffle(round, random);
        }
        if (next >= round.size()) {
            next = 0;
        }
        return round.get(next++);
    }
}
