package dev.coldstart.core.readiness;

import dev.coldstart.core.plan.FunctionScenario;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.Plan;
import dev.coldstart.core.plan.ProgramScenario;
import dev.coldstart.core.plan.RunSettings;
import dev.coldstart.core.plan.Scenario;
import dev.coldstart.core.presentation.Words;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.core.sample.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What else was different between two runs, and may be why a figure moved. */
final class Circumstances {

    private final List<String> notes = new ArrayList<>();

    private Circumstances() {}

    /** All targets of a run are measured alike: the first of each tells. */
    static List<String> differences(List<Target> now, List<Target> before) {
        Circumstances circumstances = new Circumstances();
        Target one = now.getFirst();
        Target other = before.getFirst();
        circumstances.plan(one.report().plan(), other.report().plan());
        one.report().machine().ifPresent(m -> other.report().machine().ifPresent(was -> circumstances.machine(m, was)));
        circumstances.versions(one.versions(), other.versions());
        return circumstances.notes;
    }

    private void plan(Plan now, Plan was) {
        if (!now.app().equals(was.app())) {
            notes.add("the earlier run is of another app: " + was.app());
        }
        RunSettings run = now.run();
        RunSettings then = was.run();
        if (run.cpus() != then.cpus() || run.memoryBytes() != then.memoryBytes()) {
            notes.add("the limits were others: " + limits(then) + " then, " + limits(run) + " now");
        }
        asked(now.scenario(), was.scenario());
    }

    private void asked(Scenario now, Scenario was) {
        switch (was) {
            case HttpScenario before -> {
                if (!(now instanceof HttpScenario http && http.request().equals(before.request()))) {
                    notes.add("the request was another: " + before.request().method() + " "
                            + before.request().path());
                }
            }
            case FunctionScenario before -> {
                if (!(now instanceof FunctionScenario function
                        && function.event().equals(before.event()))) {
                    notes.add("the event was another");
                }
            }
            case ProgramScenario before -> {
                if (!(now instanceof ProgramScenario program
                        && program.arguments().equals(before.arguments())
                        && program.input().equals(before.input())
                        && program.files().equals(before.files()))) {
                    notes.add("the program was given something else: " + String.join(" ", before.arguments()));
                }
            }
        }
    }

    private static String limits(RunSettings run) {
        return Words.limits(run);
    }

    private void machine(Machine now, Machine was) {
        differs("CPU", now.cpuModel(), was.cpuModel());
        differs("kernel", now.kernel(), was.kernel());
        differs("container engine", now.engine(), was.engine());
    }

    private void versions(Optional<Versions> now, Optional<Versions> was) {
        if (now.isEmpty() || was.isEmpty()) {
            return;
        }
        differs("version of coldstart", now.get().coldstart(), was.get().coldstart());
        Set<String> tools = new TreeSet<>(now.get().tools().keySet());
        tools.addAll(was.get().tools().keySet());
        for (String tool : tools) {
            differs(
                    "version of " + tool,
                    now.get().tools().getOrDefault(tool, "none"),
                    was.get().tools().getOrDefault(tool, "none"));
        }
    }

    private void differs(String what, String now, String was) {
        if (!now.equals(was)) {
            notes.add("the " + what + " was another: " + was + " then, " + now + " now");
        }
    }
}
