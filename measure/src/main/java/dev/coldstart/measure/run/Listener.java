package dev.coldstart.measure.run;

import dev.coldstart.core.plan.Variant;
import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.End;
import dev.coldstart.core.sample.Machine;
import dev.coldstart.core.sample.Start;
import dev.coldstart.core.study.StudyRun;

/** Told of everything as it happens, on the worker's thread. */
public interface Listener {

    void machine(Machine machine);

    void started(Start start);

    /** What a form answered after a start to the requests that are compared. */
    void answered(Answers answers);

    /** What a study saw of one start. */
    void studied(StudyRun run);

    /** A block is whole: from here another worker can go on. */
    void blockEnded(int block);

    /** A variant that failed so often that it is not started again. */
    void gaveUp(Variant variant);

    /** What a reader should know, one sentence. */
    void noted(String note);

    void ended(End end);
}
