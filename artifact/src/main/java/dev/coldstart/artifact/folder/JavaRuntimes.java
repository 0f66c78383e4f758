package dev.coldstart.artifact.folder;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java runtimes in a published folder, the nearest first: below a folder such as {@code jre/}, or the folder itself. */
final class JavaRuntimes {

    private static final String LAUNCHER = "bin/java";

    /** What {@code jlink} makes; an app's own files may lie beside it. */
    private static final Pattern OF_AN_IMAGE = Pattern.compile("(?s)(bin|lib|conf|legal|include|man)/.*");

    /** The scripts that {@code jlink --launcher} writes end so. */
    private static final Pattern STARTS_MODULE = Pattern.compile("(?m)/java\\S* .*-m (?<main>[\\w.]+(?:/[\\w.$]+)?)");

    /** A script of {@code jlink}, and the module that it starts. */
    record Launcher(PublishedFile script, String main, PublishedFile java) {}

    private final PublishedFolder folder;
    private final List<String> homes;

    JavaRuntimes(PublishedFolder folder) {
        this.folder = folder;
        this.homes = folder.files().stream()
                .filter(f -> f.path().matches("(?s)(.*/)?bin/java"))
                .sorted(Comparator.comparingInt(PublishedFile::depth))
                .map(f -> f.path().substring(0, f.path().length() - LAUNCHER.length()))
                .filter(home -> !home.isEmpty() || folder.file("lib/modules").isPresent())
                .toList();
    }

    /** The launcher of the nearest. */
    Optional<PublishedFile> java() {
        return homes.stream().findFirst().flatMap(home -> folder.file(home + LAUNCHER));
    }

    /** Whether a file is part of one. Where the folder itself is one, the app's jars may lie in its {@code lib}. */
    boolean hold(PublishedFile file) {
        return homes.stream()
                .filter(home -> !home.isEmpty() || !file.name().endsWith(".jar"))
                .anyMatch(home -> file.path().startsWith(home)
                        && OF_AN_IMAGE
                                .matcher(file.path().substring(home.length()))
                                .matches());
    }

    /** The launchers of apps that are linked into one. */
    List<Launcher> launchers() {
        return homes.stream()
                .flatMap(home -> folder.files().stream()
                        .filter(f -> f.path().startsWith(home + "bin/") && f.size() < 4096)
                        .flatMap(f -> launcher(f, home).stream()))
                .toList();
    }

    private Optional<Launcher> launcher(PublishedFile file, String home) {
        String text = SmallFile.text(file);
        Matcher starts = STARTS_MODULE.matcher(text);
        return text.startsWith("#!") && starts.find()
                ? Optional.of(new Launcher(
                        file, starts.group("main"), folder.file(home + LAUNCHER).orElseThrow()))
                : Optional.empty();
    }
}
