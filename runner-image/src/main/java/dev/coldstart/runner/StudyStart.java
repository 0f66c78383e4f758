package dev.coldstart.runner;

import dev.coldstart.core.http.Answer;
import dev.coldstart.core.plan.Expectation;
import dev.coldstart.core.plan.HttpRequest;
import dev.coldstart.core.plan.HttpScenario;
import dev.coldstart.core.plan.Study;
import dev.coldstart.core.plan.WeightedRequest;
import dev.coldstart.core.probe.ProbeCommand;
import dev.coldstart.core.probe.ProbeEvent;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.study.StudyResult;
import dev.coldstart.core.study.StudyTrouble;
import dev.coldstart.runner.load.ClosedLoop;
import dev.coldstart.runner.load.LoadWarmUp;
import dev.coldstart.runner.load.OpenLoop;
import dev.coldstart.runner.load.Wanted;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A start for a study: timed like any other, and then the study is run on the app that is up. */
final class StudyStart implements StartTimer.Course {

    private final ProbeCommand.RunStudy command;
    private Optional<StudyResult> result = Optional.empty();

    private StudyStart(ProbeCommand.RunStudy command) {
        this.command = command;
    }

    /** @param meanwhile told when the worker may use the time */
    static ProbeEvent run(ProbeCommand.RunStudy command, Consumer<ProbeEvent> meanwhile) throws IOException {
        switch (command.study()) {
            case Study.Load load -> LoadWarmUp.once();
            case Study.Steady steady -> LoadWarmUp.once();
            case Study.Sweep sweep -> {}
            case Study.LeastMemory least -> {}
        }
        HostWatch host = HostWatch.begin(0);
        StudyStart course = new StudyStart(command);
        ProbeEvent.Timed start =
                Timers.time(new ProbeCommand.TimeStart(command.token(), command.timing()), course, meanwhile);
        StudyResult result = course.result.orElseGet(() -> notStarted(start.outcome()));
        return new ProbeEvent.Studied(start, result, host.end().stealMs());
    }

    private static StudyResult notStarted(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed failed -> StudyResult.Failed.of(StudyTrouble.NOT_STARTED, failed.detail());
            case Outcome.Started started -> throw new IllegalStateException("a start that went well goes on");
        };
    }

    @Override
    public void go(InetSocketAddress address, AppProcesses app, long t0, Outcome.Started started) throws IOException {
        long firstNs = started.phases().firstNs();
        long cpuNs = started.usage().cpuNs();
        result = Optional.of(
                switch (command.study()) {
                    case Study.Load load ->
                        new OpenLoop(address, mix(load.requests()), load, app, command.place(), StudyStart::ownCpu)
                                .run();
                    case Study.Steady steady ->
                        new ClosedLoop(
                                        address,
                                        mix(steady.requests()),
                                        steady,
                                        app,
                                        command.place(),
                                        StudyStart::ownCpu,
                                        t0)
                                .run(firstNs, cpuNs);
                    case Study.Sweep sweep -> new StudyResult.Started(firstNs, cpuNs);
                    case Study.LeastMemory least -> new StudyResult.Started(firstNs, cpuNs);
                });
    }

    private static long ownCpu() {
        return Native.cpuNanos(Math.toIntExact(ProcessHandle.current().pid()));
    }

    private List<Wanted> mix(List<WeightedRequest> requests) {
        if (requests.isEmpty() && command.timing().scenario() instanceof HttpScenario http) {
            return List.of(wanted(http.request(), 1, http.expect()));
        }
        List<Wanted> mix = new ArrayList<>();
        requests.forEach(r -> mix.add(wanted(r.request(), r.weight(), r.expect())));
        return mix;
    }

    private static Wanted wanted(HttpRequest request, int weight, Expectation expect) {
        AnswerCheck check = new AnswerCheck(expect);
        Predicate<Answer> good = answer -> check.mismatch(answer).isEmpty();
        return new Wanted(request, weight, good);
    }
}
