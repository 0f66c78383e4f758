package dev.coldstart.runner;

import dev.coldstart.core.sample.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What the machine does while one start is timed: begun before the gate opens, asked when the start is over. */
final class HostWatch {

    private static final long MILLIS_PER_TICK = 10;
    private static final int STEAL_FIELD = 8;

    private final Optional<Path> cpuStat;
    private final long stealTicks;
    private final OptionalLong throttledNs;

    private HostWatch(Optional<Path> cpuStat) {
        this.cpuStat = cpuStat;
        this.stealTicks = stealTicks();
        this.throttledNs = throttled(cpuStat);
    }

    /** @param pid the app's */
    static HostWatch begin(int pid) {
        Path cgroup = Proc.cgroups(pid);
        return new HostWatch(List.of("cpu.stat", "cpu/cpu.stat", "cpu,cpuacct/cpu.stat").stream()
                .map(cgroup::resolve)
                .filter(Files::isReadable)
                .findFirst());
    }

    Host end() {
        OptionalLong now = throttled(cpuStat);
        OptionalLong during = now.isPresent() && throttledNs.isPresent()
                ? OptionalLong.of(Math.max(0, now.getAsLong() - throttledNs.getAsLong()))
                : OptionalLong.empty();
        // A guest that was moved to another host may see the counter go back.
        long stolen = Math.max(0, stealTicks() - stealTicks);
        return new Host(stolen * MILLIS_PER_TICK, during, load(), OptionalDouble.empty());
    }

    /** The same, with the frequency of the CPU that the app was last on. */
    Host end(int cpu) {
        Host host = end();
        String kilohertz = Proc.text(Path.of("/sys/devices/system/cpu/cpu" + cpu + "/cpufreq/scaling_cur_freq"))
                .strip();
        return kilohertz.isEmpty()
                ? host
                : new Host(
                        host.stealMs(),
                        host.throttledNs(),
                        host.load1(),
                        OptionalDouble.of(Long.parseLong(kilohertz) / 1000.0));
    }

    private static long stealTicks() {
        String[] fields = Proc.text(Path.of("/proc/stat")).split("\n", 2)[0].split(" +", -1);
        return fields.length > STEAL_FIELD ? Long.parseLong(fields[STEAL_FIELD]) : 0;
    }

    private static double load() {
        String text = Proc.text(Path.of("/proc/loadavg"));
        return text.isEmpty() ? 0 : Double.parseDouble(text.split(" ", 2)[0]);
    }

    private static OptionalLong throttled(Optional<Path> file) {
        if (file.isEmpty()) {
            return OptionalLong.empty();
        }
        for (String line : Proc.text(file.get()).split("\n", -1)) {
            if (line.startsWith("throttled_time ")) {
                return OptionalLong.of(Long.parseLong(line.substring(15)));
            }
            if (line.startsWith("throttled_usec ")) {
                return OptionalLong.of(Long.parseLong(line.substring(15)) * 1000);
            }
        }
        return OptionalLong.empty();
    }
}
