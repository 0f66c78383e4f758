package dev.coldstart.worker;

import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.core.sample.SampleLine;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.study.StudyRun;
import dev.coldstart.measure.run.Listener;
import java.util.List;
import java.util.stream.Stream;

/** Passes on to the service what the worker sees, in the lines that the command line would write to a file. */
final class Telling implements Listener {

    private final Sender sender;
    private final List<SampleLine> kept;

    /** @param kept the lines of an earlier worker, which are not said again */
    Telling(Sender sender, List<SampleLine> kept) {
        this.sender = sender;
        this.kept = kept;
    }

    @Override
    public void machine(Machine machine) {
        List<Machine> before = kept.stream()
                .flatMap(line -> line instanceof SampleLine.OfMachine(Machine of) ? Stream.of(of) : Stream.empty())
                .toList();
        if (before.isEmpty()) {
            sender.add(new SampleLine.OfMachine(machine));
        } else if (!before.getFirst().cpuModel().equals(machine.cpuModel())) {
            note("the machine is another from here on: " + machine.cpuModel() + " with " + machine.cpuCount()
                    + " CPUs in place of " + before.getFirst().cpuModel());
        }
        sender.trySend();
    }

    @Override
    public void started(Start start) {
        sender.add(new SampleLine.OfStart(start));
        sender.trySend();
    }

    @Override
    public void answered(Answers answers) {
        sender.add(new SampleLine.OfAnswers(answers));
    }

    @Override
    public void studied(StudyRun run) {
        sender.add(new SampleLine.OfStudy(run));
        sender.trySend();
    }

    @Override
    public void noted(String text) {
        note(text);
    }

    private void note(String text) {
        SampleLine note = new SampleLine.OfNote(text);
        if (!kept.contains(note)) {
            sender.add(note);
        }
    }

    @Override
    public void blockEnded(int block) {
        sender.blockEnded(block);
    }

    @Override
    public void gaveUp(Variant variant) {
        // follows from the starts
    }

    @Override
    public void ended(End end) {
        // the comparison ends only if no other worker goes on with it
    }
}
