package dev.coldstart.core.assessment;

import dev.coldstart.core.assessment.LibraryFinding.Standing;
import dev.coldstart.core.policy.LibraryRuling;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The library approval list on one day. */
public final class Libraries {

    private final List<LibraryRuling> rulings;
    private final LocalDate day;

    public Libraries(List<LibraryRuling> rulings, LocalDate day) {
        this.rulings = List.copyOf(rulings);
        this.day = day;
    }

    /**
     * Holds packages against the list: the denied first, then the unknown, each by its number of warnings. One that causes
     * none is of interest only where it is denied.
     */
    public List<LibraryFinding> judge(List<Evidence.Warned> packages) {
        return packages.stream()
                .map(this::judge)
                .filter(f -> f.warnings() > 0 || f.standing() == Standing.DENIED)
                .sorted(Comparator.comparing(LibraryFinding::standing)
                        .thenComparing(Comparator.comparingInt(LibraryFinding::warnings)
                                .reversed())
                        .thenComparing(LibraryFinding::name))
                .toList();
    }

    /** A denial goes before an approval: whoever denies a version knows something about it. */
    private LibraryFinding judge(Evidence.Warned warned) {
        List<LibraryRuling> about =
                rulings.stream().filter(r -> r.isAbout(warned.name())).toList();
        Optional<LibraryRuling> counts = about.stream()
                .filter(r -> !ranOut(r) && covers(r, warned))
                .max(Comparator.comparing(LibraryRuling::ruling));
        if (counts.isPresent()) {
            Standing standing = switch (counts.get().ruling()) {
                case APPROVED -> Standing.APPROVED;
                case DENIED -> Standing.DENIED;
            };
            return finding(warned, standing, counts, "");
        }
        Optional<LibraryRuling> near = about.stream().findFirst();
        return finding(
                warned, Standing.UNKNOWN, near, near.map(r -> why(r, warned)).orElse(""));
    }

    /** Where the version is not known, a denial of some versions counts and an approval of some does not. */
    private static boolean covers(LibraryRuling ruling, Evidence.Warned warned) {
        return warned.version()
                .map(ruling.versions()::contains)
                .orElse(ruling.versions().isAny() || ruling.ruling() == LibraryRuling.Ruling.DENIED);
    }

    private boolean ranOut(LibraryRuling ruling) {
        return ruling.until().filter(day::isAfter).isPresent();
    }

    private String why(LibraryRuling ruling, Evidence.Warned warned) {
        String what = ruling.ruling().id();
        if (ranOut(ruling)) {
            return what + " until " + ruling.until().orElseThrow() + ", which has passed";
        }
        return what + " for " + ruling.versions()
                + (warned.version().isPresent() ? ", which this version is not" : ", and its version is not known");
    }

    private static LibraryFinding finding(
            Evidence.Warned warned, Standing standing, Optional<LibraryRuling> ruling, String remark) {
        return new LibraryFinding(warned.name(), warned.version(), warned.warnings(), standing, ruling, remark);
    }
}
