package dev.coldstart.cli.build.dotnet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Files that every project of a build imports, so that what a command line says for all of them can be said for one, and that
 * nothing is written to the sources. Only {@code CustomBeforeDirectoryBuildProps} is given from outside; the other places are
 * added to what the projects have there themselves.
 */
@SuppressWarnings("InlineFormatString") // each is a file, and reads best as one
final class MsBuildFiles {

    /** The property that names the file. */
    static final String FIRST = "CustomBeforeDirectoryBuildProps";

    private static final String BEFORE = """
            <Project>
              %1$s
              <Import Project="others.props" Condition="'$(MSBuildProjectFullPath)' != '%2$s'" />
              <PropertyGroup>
                <DefaultItemExcludes>$(DefaultItemExcludes)%3$s</DefaultItemExcludes>
                <CustomAfterDirectoryBuildProps>$(MSBuildThisFileDirectory)places.props;$(CustomAfterDirectoryBuildProps)</CustomAfterDirectoryBuildProps>
              </PropertyGroup>
            </Project>
            """;

    /** A property of the command line can't be changed, unless a file says that it is its own. */
    private static final String OTHERS = """
            <Project TreatAsLocalProperty="%1$s">
              <PropertyGroup>
                %2$s
              </PropertyGroup>
            </Project>
            """;

    /**
     * Where a Directory.Build.props puts its own intermediate files, several forms would share them. Two projects of one name
     * would share them in ours.
     */
    private static final String PLACES = """
            <Project>
              <PropertyGroup>
                <UseArtifactsOutput>true</UseArtifactsOutput>
                <IncludeProjectNameInArtifactsPaths>true</IncludeProjectNameInArtifactsPaths>
                <BaseIntermediateOutputPath />
                <IntermediateOutputPath />
                <MSBuildProjectExtensionsPath />
                <BaseOutputPath />
                <OutputPath />
                <ArtifactsProjectName Condition="'$(MSBuildProjectFullPath)' != '%1$s'">$(MSBuildProjectName)-$([MSBuild]::StableStringHash($([MSBuild]::MakeRelative('%2$s', '$(MSBuildProjectFullPath)'))).ToString('x8'))</ArtifactsProjectName>
                <BeforeMicrosoftNETSdkTargets>$(BeforeMicrosoftNETSdkTargets);$(MSBuildThisFileDirectory)outputs.targets</BeforeMicrosoftNETSdkTargets>
                <CustomAfterDirectoryBuildTargets>$(CustomAfterDirectoryBuildTargets);$(MSBuildThisFileDirectory)locks.targets</CustomAfterDirectoryBuildTargets>
              </PropertyGroup>
            </Project>
            """;

    /** The same where a project says it itself. Its intermediate files must be elsewhere sooner, or MSBuild complains. */
    private static final String OUTPUTS = """
            <Project>
              <PropertyGroup>
                <BaseOutputPath />
                <OutputPath />
              </PropertyGroup>
            </Project>
            """;

    /** NuGet writes a lock file anew where another runtime identifier or form needs more than it has: a copy is written. */
    private static final String LOCKS = """
            <Project>
              <PropertyGroup>
                <_ColdstartLock>$(NuGetLockFilePath)</_ColdstartLock>
                <_ColdstartLock Condition="'$(_ColdstartLock)' == ''">packages.$(MSBuildProjectName.Replace(' ', '_')).lock.json</_ColdstartLock>
                <_ColdstartLock>$([System.IO.Path]::Combine('$(MSBuildProjectDirectory)', '$(_ColdstartLock)'))</_ColdstartLock>
                <_ColdstartLock Condition="'$(NuGetLockFilePath)' == '' and !Exists('$(_ColdstartLock)')">$(MSBuildProjectDirectory)/packages.lock.json</_ColdstartLock>
                <_ColdstartLocked Condition="Exists('$(_ColdstartLock)')">true</_ColdstartLocked>
              </PropertyGroup>
              <PropertyGroup Condition="'$(_ColdstartLocked)' == 'true' or '$(RestorePackagesWithLockFile)' == 'true'">
                <NuGetLockFilePath>$(BaseIntermediateOutputPath)%1$s</NuGetLockFilePath>
              </PropertyGroup>
              <Target Name="_ColdstartCopiesLock" BeforeTargets="CollectPackageReferences" Condition="'$(_ColdstartLocked)' == 'true' and !Exists('$(NuGetLockFilePath)')">
                <MakeDir Directories="$(BaseIntermediateOutputPath)" />
                <Copy SourceFiles="$(_ColdstartLock)" DestinationFiles="$(NuGetLockFilePath)" />
                <Copy SourceFiles="$(_ColdstartLock)" DestinationFiles="$(BaseIntermediateOutputPath)%2$s" />
              </Target>
            </Project>
            """;

    private MsBuildFiles() {}

    /**
     * Writes them.
     *
     * @param work below which the intermediate files are
     * @param project the app's project file
     * @param appsOwn names of properties on the command line that are meant for the app's project alone
     * @param strange folders whose files are no project's
     * @param theirs the file that the caller has in the same place
     * @return the first
     */
    static Path write(Path work, Path project, Collection<String> appsOwn, List<Path> strange, Optional<String> theirs)
            throws IOException {
        Path dir = Files.createDirectories(work.resolve("msbuild"));
        String app = inXml(escaped(project.toString()));
        String appDir = inXml(escaped(Optional.ofNullable(project.getParent()).orElse(project) + "/"));
        Files.writeString(
                dir.resolve("others.props"),
                OTHERS.formatted(
                        String.join(";", appsOwn),
                        appsOwn.stream().map(name -> "<" + name + " />").collect(Collectors.joining())));
        Files.writeString(dir.resolve("places.props"), PLACES.formatted(app, appDir));
        Files.writeString(dir.resolve("outputs.targets"), OUTPUTS);
        Files.writeString(dir.resolve("locks.targets"), LOCKS.formatted(LockFiles.WRITTEN, LockFiles.GIVEN));
        return Files.writeString(
                dir.resolve("first.props"),
                BEFORE.formatted(
                        theirs.map(file -> "<Import Project=\"" + inXml(file) + "\" />")
                                .orElse(""),
                        app,
                        strange.stream()
                                .map(folder -> ";" + inXml(escaped(folder.toString())) + "/**")
                                .collect(Collectors.joining())));
    }

    /** As MSBuild wants a text that is nothing but text. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> {
            if ("%$@'();?*,".indexOf(c) >= 0) {
                out.append(String.format("%%%02X", c));
            } else {
                out.append((char) c);
            }
        });
        return out.toString();
    }

    private static String inXml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
