package dev.coldstart.artifact.archive;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands before an entry of a tar is read, or refused. */
public final class AttributesFuzz {

    private static final TarHeader HEADER = new TarHeader("name", 0644, 1, 1, '0');

    private AttributesFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        try {
            TarHeader header = TarAttributes.NONE.extended(input).applied(HEADER);
            assertThat(header.size()).isNotNegative();
            for (String name : TarPath.segments(header.name())) {
                assertThat(name).isNotEmpty().doesNotContain("/").isNotIn(".", "..");
            }
        } catch (ArchiveRefusedException e) {
            assertThat(String.valueOf(e.getMessage()).chars()).noneMatch(Character::isISOControl);
        }
        try {
            assertThat(TarAttributes.NONE.named(input).applied(HEADER).name()).doesNotContain("\0");
        } catch (ArchiveRefusedException e) {
            assertThat(e.problem()).isEqualTo(ArchiveProblem.BAD_NAME);
        }
    }
}
