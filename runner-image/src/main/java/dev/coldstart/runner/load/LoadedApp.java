package dev.coldstart.runner.load;

import dev.coldstart.core.study.MemoryPoint;
import java.io.IOException;
import java.util.OptionalLong;

/** What the generator wants to know of the app that it loads. */
public interface LoadedApp {

    boolean alive();

    /** CPU time of all of its processes since its start. */
    long cpuNanos() throws IOException;

    /** Sets the high-water mark of resident memory back to what is resident now. */
    void resetPeak() throws IOException;

    /** The most that was resident since. */
    long peakBytes() throws IOException;

    /** The most that was charged to its container since that was made; empty where the kernel does not keep it. */
    OptionalLong peakChargedBytes() throws IOException;

    /** Its memory now, which is said to be of that moment. */
    MemoryPoint memory(long atMs) throws IOException;
}
