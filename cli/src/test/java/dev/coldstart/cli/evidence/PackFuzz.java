package dev.coldstart.cli.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coldstart.cli.readiness.ReadinessPack;
import dev.coldstart.core.evidence.Pack;
import dev.coldstart.core.evidence.PackCheck;
import dev.coldstart.core.fuzz.Scratch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A pack from anybody is intact, or not, or refused. What begins as a zip does is taken as one; of anything else, parts between
 * lines of {@code ----} become a pack's files, as no search would come upon a zip's checksums by chance.
 */
public final class PackFuzz {

    private static final int LARGEST = 1 << 20;
    private static final List<String> NAMES = List.of(
            Pack.SAMPLES,
            Pack.CHECKSUMS,
            Pack.SAMPLE_LINES,
            Pack.REPORT_JSON,
            Pack.READINESS,
            Pack.PLAN,
            "net9.0/evidence.zip");

    private PackFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        boolean zip = input.length > 2 && input[0] == 'P' && input[1] == 'K';
        try (Scratch scratch = Scratch.make()) {
            var file = scratch.file("evidence.zip", zip ? input : packed(input));
            try (PackFile pack = PackFile.open(file, LARGEST)) {
                PackCheck.Result result =
                        ReadinessPack.isOne(pack) ? ReadinessPack.check(pack, "1") : PackCheck.of(pack, "1");
                assertThat(result.files()).isGreaterThanOrEqualTo(pack.names().size());
            } catch (PackException | IOException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private static byte[] packed(byte[] input) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            String[] parts = new String(input, StandardCharsets.ISO_8859_1).split("----\n", NAMES.size());
            for (int i = 0; i < parts.length; i++) {
                zip.putNextEntry(new ZipEntry(NAMES.get(i)));
                zip.write(parts[i].getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return bytes.toByteArray();
    }
}
