package dev.coldstart.measure.run;

import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.study.StudyRun;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that keeps what it is told. */
class Recorder implements Listener {

    final List<Machine> machines = new CopyOnWriteArrayList<>();
    final List<Start> starts = new CopyOnWriteArrayList<>();
    final List<Answers> answers = new CopyOnWriteArrayList<>();
    final List<StudyRun> studies = new CopyOnWriteArrayList<>();
    final List<Integer> blocks = new CopyOnWriteArrayList<>();
    final List<String> givenUp = new CopyOnWriteArrayList<>();
    final List<String> notes = new CopyOnWriteArrayList<>();
    final List<End> ends = new CopyOnWriteArrayList<>();

    @Override
    public void machine(Machine machine) {
        machines.add(machine);
    }

    @Override
    public void started(Start start) {
        starts.add(start);
    }

    @Override
    public void answered(Answers value) {
        answers.add(value);
    }

    @Override
    public void studied(StudyRun run) {
        studies.add(run);
    }

    @Override
    public void blockEnded(int block) {
        blocks.add(block);
    }

    @Override
    public void gaveUp(Variant variant) {
        givenUp.add(variant.form());
    }

    @Override
    public void noted(String note) {
        // Classes of tests run side by side on one engine, and each measurement notes the other.
        if (!note.startsWith("another coldstart measurement was running")) {
            notes.add(note);
        }
    }

    @Override
    public void ended(End end) {
        ends.add(end);
    }

    /** The starts of one form, in order. */
    List<Start> of(String form) {
        return starts.stream().filter(s -> s.variant().equals(form + "@head")).toList();
    }
}
