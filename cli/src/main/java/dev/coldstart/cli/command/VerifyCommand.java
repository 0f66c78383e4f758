package dev.coldstart.cli.command;

import dev.coldstart.cli.ExitCode;
import dev.coldstart.cli.UserError;
import dev.coldstart.cli.Version;
import dev.coldstart.cli.console.Terminal;
import dev.coldstart.cli.evidence.PackFile;
import dev.coldstart.cli.readiness.ReadinessPack;
import dev.coldstart.core.evidence.Checksums;
import dev.coldstart.core.evidence.PackCheck;
import dev.coldstart.core.evidence.PackFinding;
import dev.coldstart.core.json.Json;
import dev.coldstart.core.presentation.Section;
import dev.coldstart.core.render.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether an evidence pack still holds what was written into it, and what was altered where not. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Check an evidence pack: checksums, and the report computed again; needs no container engine.")
public final class VerifyCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "EVIDENCE", description = "An evidence.zip.")
    Path file = Path.of("evidence.zip");

    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    /** As it is printed with {@code --json}. */
    private record Verified(boolean intact, String sha256, int files, List<PackFinding> findings, List<String> notes) {}

    @Override
    public Integer call() {
        Verified verified;
        try (PackFile pack = PackFile.open(file);
                InputStream whole = Files.newInputStream(file)) {
            PackCheck.Result result = ReadinessPack.isOne(pack)
                    ? ReadinessPack.check(pack, Version.text())
                    : PackCheck.of(pack, Version.text());
            verified = new Verified(
                    result.intact(), Checksums.of(whole), result.files(), result.findings(), result.notes());
        } catch (IOException e) {
            throw new UserError(ExitCode.USAGE, file + " can't be read: " + e.getMessage());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.pretty().writeValueAsString(verified));
        } else {
            out.print(page(verified).terminal(Terminal.style()));
        }
        out.flush();
        return verified.intact() ? ExitCode.MEASURED : ExitCode.POLICY;
    }

    private Page page(Verified verified) {
        List<String> said = new ArrayList<>(
                verified.findings().stream().map(VerifyCommand::said).toList());
        if (verified.intact()) {
            said.add("its " + verified.files() + " files have the checksums that were written with them");
            said.add("the report follows from the samples");
        }
        verified.notes().forEach(note -> said.add("note: " + note));
        Section digest = Section.of(
                "digest",
                "SHA-256 of the pack, to be held against one that was kept elsewhere:",
                List.of(new Section.Paragraph(verified.sha256())));
        return new Page(
                "evidence",
                file + (verified.intact() ? " is intact." : " is not what was written."),
                said,
                List.of(digest));
    }

    private static String said(PackFinding finding) {
        String what = switch (finding.kind()) {
            case ALTERED -> "altered";
            case MISSING -> "missing";
            case ADDED -> "added";
            case DOES_NOT_FOLLOW -> "does not follow from the samples";
            case UNREADABLE -> "can't be read";
        };
        return finding.file() + " " + (finding.kind() == PackFinding.Kind.DOES_NOT_FOLLOW ? "" : "is ") + what + ": "
                + finding.detail();
    }
}
