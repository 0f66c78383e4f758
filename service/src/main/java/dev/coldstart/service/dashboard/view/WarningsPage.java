package dev.coldstart.service.dashboard.view;

import java.util.List;

/** What the latest builds of an app warned of, and what its team has ruled on libraries. */
public record WarningsPage(
        Frame frame,
        String repository,
        String app,
        String appAddress,
        String from,
        String none,
        List<Variant> variants,
        List<Library> libraries,
        List<Accepted> exceptions) {

    public WarningsPage {
        variants = List.copyOf(variants);
        libraries = List.copyOf(libraries);
        exceptions = List.copyOf(exceptions);
    }

    /** One form's build. */
    public record Variant(String name, String count, List<Group> packages, List<Group> codes) {
        public Variant {
            packages = List.copyOf(packages);
            codes = List.copyOf(codes);
        }
    }

    /**
     * Warnings of a package or a code.
     *
     * @param fresh how many base does not have; empty: none
     */
    public record Group(String name, int count, String fresh, String text) {}

    /** A package with what the approval list says of it. */
    public record Library(String name, int warnings, Chip standing, String why) {}

    /** Something that was accepted for a time. */
    public record Accepted(String what, String why, String until) {}
}
