package dev.coldstart.service.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coldstart.artifact.archive.HostileArchives;
import dev.coldstart.artifact.archive.Tar;
import dev.coldstart.service.store.DataFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class IntakeTest {

    private static final Intake.Register NOTED = received -> {};

    @TempDir
    Path dir;

    @SuppressWarnings("NullAway.Init")
    private DataFolder data;

    @SuppressWarnings("NullAway.Init")
    private Intake intake;

    @BeforeEach
    void open() {
        data = DataFolder.open(dir);
        intake = new Intake(data.blobs(), HostileArchives.LIMITS);
    }

    @AfterEach
    void close() {
        data.close();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            return all.filter(Files::isRegularFile)
                    .filter(f -> !f.endsWith("lock"))
                    .toList();
        }
    }

    @Test
    void whatIsRightIsKeptUnderItsDigest() throws Exception {
        byte[] good = new Tar().file("app", "hello").packed();
        String sha256 = Tar.sha256(good);
        Intake.Received received =
                intake.take(sha256, OptionalLong.of(good.length), new ByteArrayInputStream(good), NOTED);
        assertThat(received.bytes()).isEqualTo(good.length);
        assertThat(received.contents().entries()).isEqualTo(1);
        assertThat(files()).containsExactly(data.blobs().path(sha256));
        assertThat(data.blobs().path(sha256)).hasBinaryContent(good);
    }

    static Stream<Tar.Hostile> hostile() {
        return HostileArchives.all();
    }

    @ParameterizedTest
    @MethodSource
    void hostile(Tar.Hostile archive) throws IOException {
        UploadRefusedException refused = catchThrowableOfType(
                UploadRefusedException.class,
                () -> intake.take(
                        Tar.sha256(archive.bytes()),
                        OptionalLong.empty(),
                        new ByteArrayInputStream(archive.bytes()),
                        NOTED));
        assertThat(refused).isNotNull();
        assertThat(refused.problem()).isEqualTo("archive-" + archive.problem().id());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(files()).isEmpty();
    }

    @Test
    void anotherDigestIsRefused() throws IOException {
        byte[] good = new Tar().file("app", "hello").packed();
        UploadRefusedException refused = catchThrowableOfType(
                UploadRefusedException.class,
                () -> intake.take("ab".repeat(32), OptionalLong.empty(), new ByteArrayInputStream(good), NOTED));
        assertThat(refused.problem()).isEqualTo("digest-differs");
        assertThat(refused).hasMessageContaining(Tar.sha256(good));
        assertThat(files()).isEmpty();
    }

    @Test
    void anotherLengthIsRefused() throws IOException {
        byte[] good = new Tar().file("app", "hello").packed();
        UploadRefusedException refused = catchThrowableOfType(
                UploadRefusedException.class,
                () -> intake.take(
                        Tar.sha256(good), OptionalLong.of(good.length + 1), new ByteArrayInputStream(good), NOTED));
        assertThat(refused.problem()).isEqualTo("length-differs");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(files()).isEmpty();
    }

    @Test
    void whatIsAnnouncedAsTooLargeIsNotEvenRead() throws IOException {
        InputStream never = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("it was read");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return read();
            }
        };
        UploadRefusedException refused = catchThrowableOfType(
                UploadRefusedException.class,
                () -> intake.take(
                        "ab".repeat(32), OptionalLong.of(HostileArchives.LIMITS.packedBytes() + 1), never, NOTED));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(files()).isEmpty();
    }

    @Test
    void whatTurnsOutTooLargeIsStopped() throws IOException {
        byte[] noise = new byte[5 << 20];
        new Random(1).nextBytes(noise);
        byte[] large = new Tar()
                .file("app", new String(noise, StandardCharsets.ISO_8859_1))
                .packed();
        UploadRefusedException refused = catchThrowableOfType(
                UploadRefusedException.class,
                () -> intake.take(Tar.sha256(large), OptionalLong.empty(), new ByteArrayInputStream(large), NOTED));
        assertThat(refused.problem()).isEqualTo("upload-too-large");
        assertThat(files()).isEmpty();
    }

    @Test
    void aCutConnectionLeavesNothingAndTheRetrySucceeds() throws Exception {
        byte[] good = new Tar().zeros("app", 1 << 20).packed();
        InputStream cut =
                new SequenceInputStream(new ByteArrayInputStream(good, 0, good.length / 2), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection reset");
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) throws IOException {
                        return read();
                    }
                });
        assertThatThrownBy(() -> intake.take(Tar.sha256(good), OptionalLong.of(good.length), cut, NOTED))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
        assertThat(files()).isEmpty();
        intake.take(Tar.sha256(good), OptionalLong.of(good.length), new ByteArrayInputStream(good), NOTED);
        assertThat(data.blobs().has(Tar.sha256(good))).isTrue();
    }
}
