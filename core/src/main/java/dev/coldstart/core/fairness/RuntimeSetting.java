package dev.coldstart.core.fairness;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Settings of the .NET runtime that change what a start costs, with the property of a project that sets each. */
enum RuntimeSetting {
    SERVER_GC("System.GC.Server", "ServerGarbageCollection", "false"),
    CONCURRENT_GC("System.GC.Concurrent", "ConcurrentGarbageCollection", "true"),
    /** Since .NET 9 the default; native code has it written down. */
    ADAPTING_GC("System.GC.DynamicAdaptationMode", "GarbageCollectionAdaptationMode", "1"),
    RETAIN_VM("System.GC.RetainVM", "RetainVMGarbageCollection", "false"),
    TIERED("System.Runtime.TieredCompilation", "TieredCompilation", "true"),
    QUICK_JIT("System.Runtime.TieredCompilation.QuickJit", "TieredCompilationQuickJit", "true"),
    QUICK_JIT_LOOPS("System.Runtime.TieredCompilation.QuickJitForLoops", "TieredCompilationQuickJitForLoops", "true"),
    TIERED_PGO("System.Runtime.TieredPGO", "TieredPGO", "true"),
    INVARIANT_GLOBALIZATION("System.Globalization.Invariant", "InvariantGlobalization", "false"),
    EVENT_SOURCE("System.Diagnostics.Tracing.EventSource.IsSupported", "EventSourceSupport", "true");

    private static final Pattern OF_THE_COLLECTOR = Pattern.compile("System\\.GC\\.[A-Za-z0-9.]{1,60}");

    /**
     * In an environment it goes before what a program's own files say. The old prefix holds too. A start hook and a profiler are
     * code of others that a runtime with a JIT loads first.
     */
    private static final Pattern VARIABLE =
            Pattern.compile("(?:DOTNET|COMPlus)_(?i:Tiered\\w*|TC_\\w+|ReadyToRun\\w*|Jit\\w+|OSR_\\w+"
                    + "|STARTUP_HOOKS)|CORECLR_ENABLE_PROFILING");

    private static final Pattern SWITCHED_OFF = Pattern.compile("(?:\\w*PROFILING=0*|\\w*STARTUP_HOOKS=)");
    private static final Pattern DEFAULT =
            Pattern.compile("(?i)\\w+_(?:TieredCompilation|TieredPGO|TC_QuickJit|TC_QuickJitForLoops|ReadyToRun)=0*1");
    private static final String NOT_SET = "not set";

    final String key;
    final String property;
    final String standard;

    RuntimeSetting(String key, String property, String standard) {
        this.key = key;
        this.property = property;
        this.standard = standard;
    }

    /** Whether native code has it at all: it has nothing that compiles while it runs. */
    boolean isOfTheCompiler() {
        return key.startsWith("System.Runtime.Tiered");
    }

    String in(Map<String, String> settings) {
        return settings.getOrDefault(key, standard);
    }

    static Optional<RuntimeSetting> of(String key) {
        return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
    }

    /** What is in force of all that matters, by the setting's name: defaults filled in, and whatever the collector is told. */
    static Map<String, String> inForce(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>();
        for (RuntimeSetting setting : values()) {
            if (!setting.isOfTheCompiler()) {
                all.put(setting.key, setting.in(settings));
            }
        }
        settings.forEach((key, value) -> {
            if (OF_THE_COLLECTOR.matcher(key).matches()) {
                all.put(key, value);
            }
        });
        return all;
    }

    /** Of the variables of an environment those that change what compiles a program, with their values. */
    static List<String> ofTheCompiler(Map<String, String> env) {
        return env.entrySet().stream()
                .filter(e -> VARIABLE.matcher(e.getKey()).matches())
                .map(e -> e.getKey() + "=" + e.getValue())
                .filter(said -> !DEFAULT.matcher(said).matches()
                        && !SWITCHED_OFF.matcher(said).matches())
                .toList();
    }

    static String shown(Map<String, String> inForce, String key) {
        return key + "=" + inForce.getOrDefault(key, NOT_SET);
    }
}
