package dev.coldstart.core.verdict;

import dev.coldstart.core.sample.Answers;
import dev.coldstart.core.sample.NativeFrame;
import dev.coldstart.core.sample.Outcome;
import dev.coldstart.core.sample.ResolvedFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts file and line behind the lines of native stack traces for which they are known. */
final class Frames {

    private record Key(String variant, String frame) {}

    private final Map<Key, String> places = new HashMap<>();

    Frames(List<ResolvedFrame> resolved) {
        resolved.forEach(r -> places.putIfAbsent(new Key(r.variant(), r.frame()), r.place()));
    }

    Outcome.Failed shown(String variant, Outcome.Failed failure) {
        if (places.isEmpty()) {
            return failure;
        }
        return new Outcome.Failed(
                failure.reason(),
                failure.detail(),
                failure.exitCode(),
                failure.signal(),
                shown(variant, failure.log()));
    }

    /** {@code at Program.<Main>$(String[]) + 0x19c (Program.cs:31)}. */
    List<String> shown(String variant, List<String> log) {
        return log.stream().map(line -> line + place(variant, line)).toList();
    }

    List<Answers> shown(List<Answers> answers) {
        return answers.stream()
                .map(a -> new Answers(
                        a.variant(),
                        a.block(),
                        a.replies(),
                        a.ended().map(failure -> shown(a.variant(), failure)),
                        shown(a.variant(), a.log())))
                .toList();
    }

    private String place(String variant, String line) {
        return NativeFrame.in(line)
                .flatMap(frame -> Optional.ofNullable(places.get(new Key(variant, frame.text()))))
                .map(place -> " (" + place + ")")
                .orElse("");
    }
}
