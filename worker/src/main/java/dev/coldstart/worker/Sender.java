package dev.coldstart.worker;

import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.measure.run.Cancellation;
import dev.coldstart.protocol.LeaseLostException;
import dev.coldstart.protocol.ServiceUnavailableException;
import dev.coldstart.protocol.Wire;
import dev.coldstart.protocol.WorkerClient;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what is seen, in order and without a gap, however often the service is away meanwhile. Speaks on the thread that
 * measures, between two starts: while one is timed, nothing is sent but a sign of life where a start takes very long.
 */
final class Sender {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

    private final WorkerClient link;
    private final Wire.Assignment work;
    private final Cancellation cancellation;
    private final List<SampleLine> lines = new ArrayList<>();
    private int acknowledged;
    private int wholeLines;
    private int nextBlock;
    private boolean boundaryTold = true;
    private boolean lost;
    private long lastHeard = System.nanoTime();

    Sender(WorkerClient link, Wire.Assignment work, Cancellation cancellation) {
        this.link = link;
        this.work = work;
        this.cancellation = cancellation;
        this.nextBlock = work.nextBlock();
    }

    /** Whether the comparison is another's by now. */
    synchronized boolean lost() {
        return lost;
    }

    synchronized void add(SampleLine line) {
        lines.add(line);
    }

    /** What was added so far ends a block. */
    synchronized void blockEnded(int block) {
        wholeLines = lines.size();
        nextBlock = block + 1;
        boundaryTold = false;
        trySend();
    }

    /** Sends what there is; when the service is away, later. */
    synchronized void trySend() {
        try {
            send();
        } catch (ServiceUnavailableException e) {
            LOG.warn("what was measured will be sent later: {}", e.getMessage());
        } catch (LeaseLostException e) {
            lose(e);
        }
    }

    /** Says that this worker is still there, when nothing was said for so long. */
    void signOfLife(long nanos) {
        synchronized (this) {
            if (lost || System.nanoTime() - lastHeard < nanos) {
                return;
            }
            try {
                var _ = post(acknowledged, List.of(), OptionalInt.empty());
            } catch (ServiceUnavailableException e) {
                LOG.warn("the service is away: {}", e.getMessage());
            } catch (LeaseLostException e) {
                lose(e);
            }
        }
    }

    private void lose(LeaseLostException e) {
        LOG.info("the comparison {} is dropped: {}", work.comparison(), e.getMessage());
        lost = true;
        cancellation.cancel();
    }

    /** Sends all of it, and says that it is all. */
    synchronized void done() throws ServiceUnavailableException, LeaseLostException {
        OptionalInt expected;
        do {
            send();
            expected = link.done(work.comparison(), new Wire.Done(work.lease(), work.lines() + lines.size()));
            expect(expected);
        } while (expected.isPresent());
    }

    private void send() throws ServiceUnavailableException, LeaseLostException {
        if (lost) {
            throw new LeaseLostException("it was lost before");
        }
        // To the end of the last whole block first: the service keeps what it is told to be whole.
        while (!boundaryTold) {
            OptionalInt expected = post(
                    Math.min(acknowledged, wholeLines),
                    lines.subList(Math.min(acknowledged, wholeLines), wholeLines),
                    OptionalInt.of(nextBlock));
            if (expected.isEmpty()) {
                boundaryTold = true;
                acknowledged = Math.max(acknowledged, wholeLines);
            }
            expect(expected);
        }
        while (acknowledged < lines.size()) {
            OptionalInt expected = post(acknowledged, lines.subList(acknowledged, lines.size()), OptionalInt.empty());
            if (expected.isEmpty()) {
                acknowledged = lines.size();
            }
            expect(expected);
        }
    }

    private void expect(OptionalInt line) {
        if (line.isPresent()) {
            acknowledged = Math.max(0, line.getAsInt() - work.lines());
        }
    }

    private OptionalInt post(int from, List<SampleLine> some, OptionalInt block)
            throws ServiceUnavailableException, LeaseLostException {
        OptionalInt expected = link.lines(
                work.comparison(), new Wire.Lines(work.lease(), work.lines() + from, List.copyOf(some), block));
        lastHeard = System.nanoTime();
        return expected;
    }
}
