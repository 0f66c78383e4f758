package dev.coldstart.cli.build.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.core.artifact.BuildWarning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As MSBuild 18.9 writes it. */
final class MsBuildLogTest {

    @TempDir
    Path dir;

    private static final String LOG = """
            \uFEFF     1>REPO/app/x.csproj(2,1): warning AB1: one
            REPO/app/x.csproj(2,1): warning AB1: two

            REPO/app/x.csproj(2,1): warning AB1: three
               1:7>REPO/app/x.csproj(2,47): warning AB1: four in REPO/lib/L.cs [REPO/app/x.csproj]
                 1>REPO/app/x.csproj(2,80): warning NODIGITS: five
                 1>REPO/app/x.csproj(2,118): warning : six
                 1>REPO/app/x.csproj(2,139): warning lower-case_1: seven : error X1: tail
                 1>REPO/lib/a b/c(1).cs : warning AB2: with [brackets] and [REPO/app/x.csproj]
            REPO/lib/a b/c(1).cs : warning AB2:  two lines [REPO/app/x.csproj]
                 1>WORK/obj/x/Made.g.cs(3,1): warning CS1: made [REPO/app/x.csproj::TargetFramework=net9.0]
                 1>/usr/share/REPO/app/y.targets(1,1): warning AB3: not of this checkout
                 1>REPO/app/x.csproj(5,1): error E1: bad
            REPO/app/x.csproj(5,1): error E1: worse
            """;

    @Test
    void eachEventCountsOnceHoweverManyLinesItHas() throws IOException {
        BuildMessages messages = read(dir.resolve("repo"));

        assertThat(messages.warnings())
                .containsExactly(
                        new BuildWarning("AB1", "", "x.csproj(2,1)", "one two three"),
                        new BuildWarning("AB1", "x", "x.csproj(2,47)", "four in ../lib/L.cs"),
                        new BuildWarning("NODIGITS", "", "x.csproj(2,80)", "five"),
                        new BuildWarning("MSBuild", "", "x.csproj(2,118)", "six"),
                        new BuildWarning("lower-case_1", "", "x.csproj(2,139)", "seven : error X1: tail"),
                        new BuildWarning("AB2", "x", "", "with [brackets] and two lines"),
                        new BuildWarning("CS1", "x", "obj/x/Made.g.cs(3,1)", "made"),
                        new BuildWarning(
                                "AB3",
                                "",
                                "/usr/share" + dir.resolve("repo") + "/app/y.targets(1,1)",
                                "not of this checkout"));
        assertThat(messages.failure()).contains("x.csproj(5,1): E1: bad worse");
        assertThat(messages.failedWith("E1")).isTrue();
        assertThat(messages.failedWith("E2")).isFalse();
    }

    @Test
    void anotherCheckoutSaysTheSame() throws IOException {
        List<BuildWarning> head = read(dir.resolve("repo")).warnings();
        List<BuildWarning> base = read(dir.resolve("deep/down/base")).warnings();
        assertThat(base.subList(0, base.size() - 1)).isEqualTo(head.subList(0, head.size() - 1));
    }

    private BuildMessages read(Path repository) throws IOException {
        Path app = Files.createDirectories(repository.resolve("app"));
        Files.createDirectories(repository.resolve(".git"));
        Path work = dir.resolve("work-" + repository.getFileName());
        Path log = Files.writeString(
                dir.resolve("log"),
                LOG.replace("/REPO", repository.toString())
                        .replace("REPO", repository.toString())
                        .replace("WORK", work.toString()));
        return new MsBuildLog(log, work).messages(CheckoutPaths.seenFrom(app), line -> line);
    }
}
