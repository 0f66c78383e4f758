package dev.coldstart.runner;

import dev.coldstart.core.sample.IdleMemory;
import dev.coldstart.core.sample.Usage;
import dev.coldstart.core.study.MemoryPoint;
import dev.coldstart.runner.load.LoadedApp;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The app's main process, which was the gate before, and whatever else runs in its container; but for the keeper, which is
 * the main process's parent and ends when it does.
 */
final class AppProcesses implements LoadedApp {

    private static final long NANOS_PER_TICK = 10_000_000;
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(5);

    private final int pid;
    private final int keeper;
    private final long cpuBefore;
    private final Proc.Stat before;

    /** Looks at the gate, so that what it used is not counted as the app's. */
    AppProcesses(int pid) {
        this.pid = pid;
        this.before = Proc.stat(pid);
        this.keeper = before.parent();
        this.cpuBefore = Native.cpuNanos(pid);
    }

    int pid() {
        return pid;
    }

    int keeper() {
        return keeper;
    }

    /** CPU time of the gate until now, in nanoseconds. */
    long cpuBefore() {
        return cpuBefore;
    }

    Proc.Stat before() {
        return before;
    }

    /** Processes that still run when the main one has ended. */
    int left() throws IOException {
        return (int) family().stream()
                .filter(member -> member != pid && runs(member))
                .count();
    }

    @Override
    public boolean alive() {
        return Native.kill(pid, 0) && Proc.stat(pid).state() != 'Z';
    }

    /** The CPU that the main process was last on. */
    int cpu() {
        return Proc.stat(pid).cpu();
    }

    /** What was used until now. The main process's CPU clock is read first: looking at the others takes time. */
    Usage usage() throws IOException {
        long cpu = Native.cpuNanos(pid) - cpuBefore;
        Proc.Stat main = Proc.stat(pid);
        cpu += (main.childTicks() - before.childTicks()) * NANOS_PER_TICK;
        long minor = main.minorFaults() - before.minorFaults();
        long major = main.majorFaults() - before.majorFaults();
        int threads = main.threads();
        List<Integer> family = family();
        for (int other : family.subList(1, family.size())) {
            Proc.Stat stat = Proc.stat(other);
            cpu += Math.max(0, Native.cpuNanos(other));
            minor += stat.minorFaults();
            major += stat.majorFaults();
            threads += stat.threads();
        }
        return new Usage(Math.max(0, cpu), Math.max(0, minor), Math.max(0, major), Math.max(1, threads), family.size());
    }

    /** The memory of all of them now; empty when they are gone. */
    Optional<IdleMemory> memory() throws IOException {
        long rss = 0;
        long pss = 0;
        long peak = 0;
        for (int member : family()) {
            String rollup = Proc.text(member, "smaps_rollup");
            String status = Proc.text(member, "status");
            OptionalLong exact = Proc.kilobytes(rollup, "Rss");
            rss += exact.orElse(Proc.kilobytes(status, "VmRSS").orElse(0));
            pss += Proc.kilobytes(rollup, "Pss").orElse(0);
            peak += Proc.kilobytes(status, "VmHWM").orElse(0);
        }
        // The kernel's high-water mark is an estimate and may lag behind what the page tables hold.
        if (rss <= 0 || pss <= 0) {
            return Optional.empty();
        }
        Optional<ChargedMemory> charged = ChargedMemory.in(Proc.cgroups(pid));
        return Optional.of(new IdleMemory(
                rss,
                pss,
                Math.max(peak, rss),
                charged.map(c -> OptionalLong.of(c.bytes())).orElse(OptionalLong.empty()),
                charged.map(ChargedMemory::peakBytes).orElse(OptionalLong.empty())));
    }

    @Override
    public long cpuNanos() throws IOException {
        return usage().cpuNs();
    }

    /** See proc(5), clear_refs: 5 sets VmHWM back, since Linux 4.0. */
    @Override
    public void resetPeak() throws IOException {
        for (int member : family()) {
            Proc.write(member, "clear_refs", "5");
        }
    }

    @Override
    public long peakBytes() throws IOException {
        return memory().map(IdleMemory::peakBytes).orElse(0L);
    }

    @Override
    public OptionalLong peakChargedBytes() throws IOException {
        return memory().map(IdleMemory::peakChargedBytes).orElse(OptionalLong.empty());
    }

    @Override
    public MemoryPoint memory(long atMs) throws IOException {
        return memory().map(m -> new MemoryPoint(atMs, m.rssBytes(), m.pssBytes()))
                .orElse(new MemoryPoint(atMs, 0, 0));
    }

    /** The main process first, whether it is still there or not; the keeper knows the container as long as that stands. */
    private List<Integer> family() throws IOException {
        Stream<Integer> others = Proc.family(keeper).stream().filter(member -> member != keeper && member != pid);
        return Stream.concat(Stream.of(pid), others).toList();
    }

    /** Ends the app and with it its container: the keeper tells the engine how it ended. */
    void killAll() throws IOException {
        for (int member : family()) {
            Native.kill(member, Native.SIGKILL);
        }
    }

    /** The same of an app whose keeper stops when it has told of the end: it is continued, so that the engine hears of it. */
    void killAllWithKeeper() throws IOException {
        long giveUpAt = System.nanoTime() + ENDED_WITHIN.toNanos();
        while (runs(keeper) && System.nanoTime() < giveUpAt) {
            killAll();
            if (Proc.stopped(keeper)) {
                Native.kill(keeper, Native.SIGCONT);
            }
            LockSupport.parkNanos(500_000);
        }
    }

    /**
     * Ends the app and leaves its container with the stopped keeper alone, so that the engine notices nothing now. When this
     * returns, nothing of the app runs, listens or holds memory.
     */
    void killAndKeepContainer() throws IOException {
        Native.kill(keeper, Native.SIGSTOP);
        long giveUpAt = System.nanoTime() + ENDED_WITHIN.toNanos();
        boolean ended = false;
        while (!ended && System.nanoTime() < giveUpAt) {
            killAll();
            LockSupport.parkNanos(500_000);
            ended = family().stream().allMatch(member -> !runs(member));
        }
        if (!ended) {
            Native.kill(keeper, Native.SIGKILL);
        }
    }

    /**
     * The same, after the main process was asked to end and given some time to: a program may flush what it has, and some
     * don't listen.
     */
    void endAndKeepContainer(Duration patience) throws IOException {
        Native.kill(keeper, Native.SIGSTOP);
        Native.kill(pid, Native.SIGTERM);
        long giveUpAt = System.nanoTime() + patience.toNanos();
        while (runs(pid) && System.nanoTime() < giveUpAt) {
            LockSupport.parkNanos(500_000);
        }
        killAndKeepContainer();
    }

    private static boolean runs(int member) {
        // The first thread is a zombie as soon as it has ended; the others may still hold files and ports.
        Proc.Stat stat = Proc.stat(member);
        return stat.state() != 'X' && (stat.state() != 'Z' || stat.threads() > 1);
    }
}
