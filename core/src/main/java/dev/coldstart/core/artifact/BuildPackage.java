package dev.coldstart.core.artifact;

import java.util.List;

/**
 * A library that a build used, as its package manager names it.
 *
 * @param assemblies what it brings into the app, without {@code .dll}; empty where it brings none or that is not known
 */
public record BuildPackage(String name, String version, List<String> assemblies) {
    public BuildPackage {
        assemblies = List.copyOf(assemblies);
    }
}
