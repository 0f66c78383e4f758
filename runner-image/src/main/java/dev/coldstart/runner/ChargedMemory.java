package dev.coldstart.runner;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the kernel counts against the memory limit of a container and can't take back: everything that is charged to its
 * control group, but pages of files. Those are charged to whichever group happened to read them first, which is none of the
 * app's containers as long as the files are in the page cache, and the kernel drops them before it ends anything.
 *
 * <p>The sum of {@code anon}, {@code shmem} and the kernel's own memory for the group. It is worked out from the counter that
 * the limit is held against, as cgroup v1 does not list the last of them.
 *
 * @param bytes now
 * @param peakBytes the most so far; empty where the kernel does not keep it (cgroup v2 before Linux 5.19)
 */
record ChargedMemory(long bytes, OptionalLong peakBytes) {

    /** Where the files of a version of cgroups are, and the names of what is in them. */
    private record Files(String folder, String usage, String peak, String active, String inactive) {}

    private static final Files[] VERSIONS = {
        new Files("", "memory.current", "memory.peak", "active_file", "inactive_file"),
        new Files(
                "memory",
                "memory.usage_in_bytes",
                "memory.max_usage_in_bytes",
                "total_active_file",
                "total_inactive_file")
    };

    /**
     * Reads the files of a container's control group.
     *
     * @param cgroups {@code /sys/fs/cgroup} as the container sees it
     * @return empty where it does not see its own group
     */
    static Optional<ChargedMemory> in(Path cgroups) {
        for (Files files : VERSIONS) {
            Path folder = cgroups.resolve(files.folder());
            OptionalLong usage = number(Proc.text(folder.resolve(files.usage())));
            String stat = Proc.text(folder.resolve("memory.stat"));
            OptionalLong active = field(stat, files.active());
            OptionalLong inactive = field(stat, files.inactive());
            if (usage.isPresent() && active.isPresent() && inactive.isPresent()) {
                return of(
                        usage.getAsLong(),
                        number(Proc.text(folder.resolve(files.peak()))),
                        active.getAsLong() + inactive.getAsLong());
            }
        }
        return Optional.empty();
    }

    /** There are no fewer pages of files now than at the peak, as nothing took any back. */
    private static Optional<ChargedMemory> of(long usage, OptionalLong peak, long files) {
        long now = usage - files;
        return now > 0
                ? Optional.of(new ChargedMemory(
                        now,
                        peak.isPresent()
                                ? OptionalLong.of(Math.max(now, peak.getAsLong() - files))
                                : OptionalLong.empty()))
                : Optional.empty();
    }

    private static OptionalLong field(String stat, String name) {
        return stat.lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> number(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong number(String text) {
        String digits = text.strip();
        return digits.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }
}
